using Microsoft.Extensions.Logging;

namespace Gan.Host.Telemetry;

/// <summary>Plain log lines, one a report: for files, pipes and the journal.</summary>
internal sealed partial class LogProgress(ILogger<LogProgress> logger, TimeProvider time) : ITrainingProgress
{
    /// <inheritdoc/>
    public void Show(long first, long total, Action<Action<long, StepReport?>> training)
    {
        var start = time.GetTimestamp();
        training((step, report) =>
        {
            if (report is null)
                return;
            var perStep = time.GetElapsedTime(start) / long.Max(1, step - first);
            Report(step, total, report.Describe(3, Enum.GetValues<Chart>()), report.SamplesPerSecond, Format(perStep * (total - step)));
        });
    }

    private static string Format(TimeSpan time) => time.ToString(time.Days > 0 ? @"d\d\ hh\:mm\:ss" : @"hh\:mm\:ss");

    [LoggerMessage(100, LogLevel.Information, "step {Step}/{Total}  {Terms}  {Rate:F0} samples/s  {Remaining} left")]
    private partial void Report(long step, long total, string terms, double rate, string remaining);
}
