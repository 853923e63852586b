using Gan.Host.Runs;

namespace Gan.Host.Telemetry;

/// <summary>The run that this process trains: where it stands, its course, and a sign whenever what can be seen of it changes.</summary>
internal sealed class LiveRun : ITrainingListener
{
    private readonly Lock _guard = new();

    private History _history = new();
    private TrainingStart? _start;
    private RunStatus? _status;
    private TaskCompletionSource _change = NewSign();

    /// <summary>True if it trains, or waits on purpose.</summary>
    public bool IsReady => Status?.State is RunState.Running or RunState.Waiting;

    /// <summary>Where it stands; null before this process holds it.</summary>
    public RunStatus? Status
    {
        get
        {
            lock (_guard)
                return _status;
        }
    }

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
    public void Prepare(RunDirectory run, long first, string device) =>
        Change(status => new RunStatus(RunState.Starting, ProcessIdentity.Current, first, 0, device, null));

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        var history = new History(MetricsFile.Read(start.Run.Metrics));
        Change(status =>
        {
            (_start, _history) = (start, history);
            return status! with { State = RunState.Running, Total = start.Total };
        });
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report)
    {
        if (report is not null)
            Change(status =>
            {
                _history.Add(report);
                return status! with { Step = step };
            });
        else
            lock (_guard)
                _status = _status! with { Step = step };
    }

    /// <inheritdoc/>
    public void Drawn(long step, string? sample) => Change(status => status!);

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        // Every second of a wait is told; it changes nothing.
        var state = reason is null ? RunState.Running : RunState.Waiting;
        if (state != Status!.State)
            Change(status => status! with { State = state, Message = reason });
    }

    /// <inheritdoc/>
    public void End(TrainingEnd end) => Change(status => status! with { State = end.State, Step = end.Step, Message = end.Message });

    private void Change(Func<RunStatus?, RunStatus> change)
    {
        TaskCompletionSource told;
        lock (_guard)
        {
            _status = change(_status);
            (told, _change) = (_change, NewSign());
        }
        told.SetResult();
    }

    // Who waits goes on in its own thread: training does not wait for it.
    private static TaskCompletionSource NewSign() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
