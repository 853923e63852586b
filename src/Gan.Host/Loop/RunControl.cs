using Gan.Host.Telemetry;

namespace Gan.Host.Loop;

/// <summary>Requests of other threads to the training loop: to pause, to go on, to write a checkpoint now.</summary>
internal sealed class RunControl(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _changed = new();

    private volatile bool _paused;
    private volatile bool _wantsCheckpoint;

    /// <summary>True if it was asked to pause.</summary>
    public bool IsPaused => _paused;

    /// <summary>Asks it to wait before its next step.</summary>
    public void Pause() => Change(() => _paused = true);

    /// <summary>Asks it to go on.</summary>
    public void Resume() => Change(() => _paused = false);

    /// <summary>Asks it for a checkpoint after the present step.</summary>
    public void RequestCheckpoint() => Change(() => _wantsCheckpoint = true);

    /// <summary>True if a checkpoint was asked for since it was last written.</summary>
    public bool WantsCheckpoint => _wantsCheckpoint;

    /// <summary>The checkpoint that was asked for begins now.</summary>
    public void CheckpointBegins() => _wantsCheckpoint = false;

    /// <summary>Waits as long as something is in the way, or until the stop; meanwhile the listener hears of it every second.</summary>
    /// <param name="obstacle">What is in the way; null if nothing is.</param>
    /// <param name="listener">Hears why.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The time waited.</returns>
    public TimeSpan Wait(Func<string?> obstacle, ITrainingListener listener, CancellationToken stop)
    {
        if (obstacle() is null)
            return TimeSpan.Zero;
        var begin = time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            _changed.Reset(); // before the look: a change after it ends the wait at once
            if (obstacle() is not { } reason)
                break;
            listener.Waiting(reason);
            _ = WaitHandle.WaitAny([_changed.WaitHandle, stop.WaitHandle], Patience);
        }
        // A run that is stopped while it waits does not go on.
        if (!stop.IsCancellationRequested)
            listener.Waiting(null);
        return time.GetElapsedTime(begin);
    }

    private void Change(Action change)
    {
        change();
        _changed.Set();
    }
}
