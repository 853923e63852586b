using Gan.Host.Telemetry;

namespace Gan.Host.Quality;

/// <summary>Shows a training that another command needs as lines of text, one a report.</summary>
internal sealed class LineProgress(string what, TextWriter output) : ITrainingListener
{
    private long _total;

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => _total = start.Total;

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (report is not null)
            output.WriteLine($"{what}: step {step} of {_total}");
    }

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        if (reason is not null)
            output.WriteLine($"{what}: waits: {reason}");
    }
}
