using Gan.Host.Telemetry;

namespace Gan.Host.Quality;

/// <summary>Shows a training that another command needs as lines of text, one a report.</summary>
internal sealed class LineProgress(string what, TextWriter output) : ITrainingProgress
{
    /// <inheritdoc/>
    public void Show(long first, long total, Action<Action<long, StepReport?>> training) => training((step, report) =>
    {
        if (report is not null)
            output.WriteLine($"{what}: step {step} of {total}");
    });
}
