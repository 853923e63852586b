using Gan.Torch.Training;
using Spectre.Console;

namespace Gan.Host.Telemetry;

/// <summary>A progress bar with rate and remaining time: for a person at a terminal.</summary>
internal sealed class TerminalProgress(IAnsiConsole console) : ITrainingListener
{
    /// <summary>Columns of a terminal that has room for a bar.</summary>
    public const int Narrowest = 40;

    private const int Wide = 110; // columns

    private readonly TaskCompletionSource _ended = new();

    private TrainingStart? _start;
    private ProgressTask? _bar;
    private Task _display = Task.CompletedTask;

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        _start = start;
        _display = console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(context =>
            {
                // Counted from the first step of this process: earlier ones would count as speed.
                _bar = context.AddTask("training", maxValue: long.Max(1, start.Total - start.First));
                return _ended.Task;
            });
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        _bar!.Value = step - _start!.First;
        if (report is not null)
            _bar.Description = Describe(report, _start.Total);
    }

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        if (reason is not null)
            _bar!.Description = Markup.Escape(reason);
    }

    /// <inheritdoc/>
    public void End(TrainingEnd end)
    {
        _ended.SetResult();
        _display.Wait(); // its last line comes before whatever is printed next
    }

    // A narrow terminal shows the losses alone: a line that wraps could not be redrawn.
    private string Describe(StepReport report, long total) =>
        console.Profile.Width < Wide
            ? $"{report.Step}/{total}  {report.Describe(2, Chart.Losses)}"
            : $"{report.Step}/{total}  {report.Describe(2)}  {report.SamplesPerSecond:F0}/s";
}
