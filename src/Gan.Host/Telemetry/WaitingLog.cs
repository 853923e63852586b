using Microsoft.Extensions.Logging;

namespace Gan.Host.Telemetry;

/// <summary>Log lines when training begins to wait, and when it goes on.</summary>
internal sealed partial class WaitingLog(ILogger<WaitingLog> logger) : ITrainingListener
{
    private string? _reason;

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        if (reason is null)
            GoesOn();
        else if (_reason is null)
            Waits(reason);
        _reason = reason;
    }

    [LoggerMessage(6, LogLevel.Warning, "training waits: {Reason}")]
    private partial void Waits(string reason);

    [LoggerMessage(7, LogLevel.Warning, "training goes on")]
    private partial void GoesOn();
}
