using System.Globalization;
using System.Net.Sockets;
using Gan.Host.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Gan.Host.Service;

/// <summary>
/// Tells systemd what it asks of a service of Type=notify: READY once the first step ran, STATUS with every report, WATCHDOG only
/// as steps really
/// advance (or while training waits on purpose), STOPPING. Source: sd_notify(3).
/// </summary>
internal sealed partial class SystemdNotifications : ITrainingListener
{
    private const double BeatsPerLimit = 4; // WATCHDOG messages within the time that systemd allows

    private const string StartExtension = "EXTEND_TIMEOUT_USEC=60000000"; // a minute

    private readonly ISystemdNotifier _notifier;
    private readonly TimeProvider _time;
    private readonly ILogger<SystemdNotifications> _logger;
    private readonly TimeSpan? _beatEvery;
    private readonly Lock _order = new();

    private TrainingStart? _start;
    private bool _ready;
    private bool _stopping;
    private bool _unheard;
    private long _beatAt;

    /// <param name="notifier">Sends to the socket that systemd names.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="lifetime">Tells of the stop.</param>
    /// <param name="time">Clock of the watchdog.</param>
    /// <param name="logger">Told where nobody listens.</param>
    public SystemdNotifications(ISystemdNotifier notifier, Func<string, string?> environment, IHostApplicationLifetime lifetime,
        TimeProvider time, ILogger<SystemdNotifications> logger)
    {
        (_notifier, _time, _logger) = (notifier, time, logger);
        _beatEvery = Limit(environment) / BeatsPerLimit;
        lifetime.ApplicationStopping.Register(Stopping);
    }

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        _start = start;
        if (start.First >= start.Total)
            Ready($"all {start.Total} steps are done"); // no step will say so
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (!_ready)
            Ready($"step {step} of {_start!.Total}");
        if (report is not null)
            Send(string.Create(CultureInfo.InvariantCulture, $"STATUS=step {step} of {_start!.Total}  {report.Describe(3)}  "
                + $"{report.SamplesPerSecond:F0} samples/s"));
        Beat();
    }

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        Send($"STATUS={(reason is null ? "training goes on" : $"waits: {reason}")}");
        if (!_ready)
            Send(StartExtension); // a wait before the first step is no start that hangs
        Beat();
    }

    private void Ready(string status)
    {
        _ready = true;
        Send(ServiceState.Ready.ToString());
        Send($"STATUS={status}");
    }

    private void Beat()
    {
        if (_beatEvery is not { } every || (_beatAt != 0 && _time.GetElapsedTime(_beatAt) < every))
            return;
        _beatAt = _time.GetTimestamp();
        Send("WATCHDOG=1");
    }

    private void Stopping()
    {
        lock (_order)
        {
            Send(ServiceState.Stopping.ToString());
            _stopping = true;
        }
    }

    // After STOPPING comes nothing more: the last steps, and the checkpoint, run while systemd waits already.
    private void Send(string state)
    {
        lock (_order)
        {
            if (!_notifier.IsEnabled || _stopping)
                return;
            try
            {
                _notifier.Notify(new ServiceState(state));
            }
            catch (SocketException cause)
            {
                if (!_unheard)
                    Unheard(cause.Message);
                _unheard = true;
            }
        }
    }

    // WATCHDOG_PID names the process that is meant; a child inherits the variables.
    private static TimeSpan? Limit(Func<string, string?> environment) =>
        long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
        && (environment("WATCHDOG_PID") is not { Length: > 0 } process
            || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;

    [LoggerMessage(8, LogLevel.Warning, "systemd's socket does not answer ({Cause}): training goes on without it")]
    private partial void Unheard(string cause);
}
