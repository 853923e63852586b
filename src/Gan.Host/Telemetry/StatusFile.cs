namespace Gan.Host.Telemetry;

/// <summary>Keeps a run's <see cref="RunStatus"/> up to date.</summary>
internal sealed class StatusFile : ITrainingListener
{
    private string _path = "";
    private RunStatus? _status;

    /// <inheritdoc/>
    public void Begin(TrainingStart start)
    {
        _path = start.Run.Status;
        Write(new RunStatus(RunState.Running, ProcessIdentity.Current, start.First, start.Total, start.Device, null));
    }

    /// <inheritdoc/>
    public void Step(long step, StepReport? report) => _status = _status! with { Step = step };

    /// <inheritdoc/>
    public void Saved(long step, TimeSpan took) => Write(_status!);

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        // Every second of a wait is told; the file changes with the state alone.
        var state = reason is null ? RunState.Running : RunState.Waiting;
        if (state == _status!.State)
            return;
        _status = _status with { State = state, Message = reason };
        try
        {
            Write(_status);
        }
        catch (IOException) when (reason is not null)
        {
            // It may be the disk that it waits for; the log has said so, and the next state is written again.
        }
    }

    /// <inheritdoc/>
    public void End(TrainingEnd end) => Write(_status! with { State = end.State, Step = end.Step, Message = end.Message });

    private void Write(RunStatus status) => (_status = status).Write(_path);
}
