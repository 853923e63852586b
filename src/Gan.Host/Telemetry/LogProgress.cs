using Microsoft.Extensions.Logging;

namespace Gan.Host.Telemetry;

/// <summary>Plain log lines, one a report: for files, pipes and the journal.</summary>
internal sealed partial class LogProgress(ILogger<LogProgress> logger, TimeProvider time) : ITrainingListener
{
    private (long First, long Total, long Since) _start;

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => _start = (start.First, start.Total, time.GetTimestamp());

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (report is null)
            return;
        var perStep = time.GetElapsedTime(_start.Since) / long.Max(1, step - _start.First);
        Report(step, _start.Total, report.Describe(3), report.SamplesPerSecond, Format(perStep * (_start.Total - step)));
    }

    private static string Format(TimeSpan time) => time.ToString(time.Days > 0 ? @"d\d\ hh\:mm\:ss" : @"hh\:mm\:ss");

    [LoggerMessage(100, LogLevel.Information, "step {Step}/{Total}  {Terms}  {Rate:F0} samples/s  {Remaining} left")]
    private partial void Report(long step, long total, string terms, double rate, string remaining);
}
