using Spectre.Console;

namespace Gan.Host.Telemetry;

/// <summary>A progress bar with rate and remaining time: for a person at a terminal.</summary>
internal sealed class TerminalProgress(IAnsiConsole console) : ITrainingProgress
{
    /// <inheritdoc/>
    public void Show(long first, long total, Action<Action<long, StepReport?>> training) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask("training", maxValue: total);
                bar.Value = first;
                training((step, report) =>
                {
                    bar.Value = step;
                    if (report is not null)
                        bar.Description = $"step {step}/{total}  J_D {report.DiscriminatorLoss:F2}  J_G {report.GeneratorLoss:F2}  "
                            + $"D(x) {report.RealProbability:F2}  D(G(z)) {report.FakeProbability:F2}  {report.SamplesPerSecond:F0}/s";
                });
            });
}
