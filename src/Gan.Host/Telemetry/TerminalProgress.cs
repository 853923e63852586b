using Spectre.Console;

namespace Gan.Host.Telemetry;

/// <summary>A progress bar with rate and remaining time: for a person at a terminal.</summary>
internal sealed class TerminalProgress(IAnsiConsole console) : ITrainingProgress
{
    private const int Wide = 110; // columns

    /// <inheritdoc/>
    public void Show(long first, long total, Action<Action<long, StepReport?>> training) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                // Counted from the first step of this process: earlier ones would count as speed.
                var bar = context.AddTask("training", maxValue: long.Max(1, total - first));
                training((step, report) =>
                {
                    bar.Value = step - first;
                    if (report is not null)
                        bar.Description = Describe(report, total);
                });
            });

    // A narrow terminal shows the losses alone: a line that wraps could not be redrawn.
    private string Describe(StepReport report, long total) =>
        console.Profile.Width < Wide
            ? $"{report.Step}/{total}  {report.Describe(2, Chart.Losses)}"
            : $"{report.Step}/{total}  {report.Describe(2, Enum.GetValues<Chart>())}  {report.SamplesPerSecond:F0}/s";
}
