using Gan.Host.Telemetry;

namespace Gan.Host.Dashboard;

/// <summary>The run that this process trains, for the dashboard: what it says now, and a sign whenever that changes.</summary>
internal sealed class LiveRun : ITrainingListener
{
    private readonly Lock _guard = new();

    private History _history = new();
    private TrainingStart? _start;
    private RunStatus? _status;
    private TaskCompletionSource _change = NewSign();

    /// <summary>Whether it trains, or waits on purpose.</summary>
    public bool IsReady => _status?.State is RunState.Running or RunState.Waiting;

    /// <summary>Ends with the next change.</summary>
    public Task NextChange
    {
        get
        {
            lock (_guard)
                return _change.Task;
        }
    }

    /// <summary>The run as it is now; null before it begins. Whoever looks at it does not hold training up.</summary>
    public RunView? Now
    {
        get
        {
            lock (_guard)
                return _start is null ? null : new RunView(_start.Run, _status, _history.Snapshot(), _start.Experiment);
        }
    }

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        var history = new History(MetricsFile.Read(start.Run.Metrics));
        Change(() => (_start, _history, _status) =
            (start, history, new RunStatus(RunState.Running, ProcessIdentity.Current, start.First, start.Total, start.Device, null)));
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (report is not null)
            Change(() =>
            {
                _history.Add(report);
                _status = _status! with { Step = step };
            });
    }

    /// <inheritdoc/>
    public void Drawn(long step, string? sample) => Change(() => { });

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        var state = reason is null ? RunState.Running : RunState.Waiting;
        if (state != _status!.State)
            Change(() => _status = _status with { State = state, Message = reason });
    }

    /// <inheritdoc/>
    public void End(TrainingEnd end)
    {
        if (_status is not null)
            Change(() => _status = _status with { State = end.State, Step = end.Step, Message = end.Message });
    }

    private void Change(Action change)
    {
        TaskCompletionSource told;
        lock (_guard)
        {
            change();
            (told, _change) = (_change, NewSign());
        }
        told.SetResult();
    }

    // Who waits goes on in its own thread: training does not wait for it.
    private static TaskCompletionSource NewSign() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
