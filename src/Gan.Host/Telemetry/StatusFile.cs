using Gan.Host.Checkpoints;
using Microsoft.Extensions.Logging;

namespace Gan.Host.Telemetry;

/// <summary>Keeps a run's <see cref="RunStatus"/> up to date.</summary>
internal sealed partial class StatusFile(ILogger<StatusFile> logger) : ITrainingListener
{
    private string _path = "";
    private RunStatus? _status;

    /// <inheritdoc/>
    public void Prepare(RunDirectory run, long first, string device)
    {
        _path = run.Status;
        Write(new RunStatus(RunState.Starting, ProcessIdentity.Current, first, 0, device, null));
    }

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => Write(_status! with { State = RunState.Running, Total = start.Total });

    /// <inheritdoc/>
    public void Step(long step, StepReport? report) => _status = _status! with { Step = step };

    /// <inheritdoc/>
    public void Saved(long step, TimeSpan took) => Write(_status!);

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        // Every second of a wait is told; the file changes with the state alone.
        var state = reason is null ? RunState.Running : RunState.Waiting;
        if (state != _status!.State)
            Write(_status with { State = state, Message = reason });
    }

    /// <inheritdoc/>
    public void End(TrainingEnd end) => Write(_status! with { State = end.State, Step = end.Step, Message = end.Message });

    // It only tells: where it cannot be written, what matters cannot either, and says so itself. The next state is written again.
    private void Write(RunStatus status)
    {
        _status = status;
        try
        {
            status.Write(_path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Unwritten(cause.Message);
        }
    }

    [LoggerMessage(9, LogLevel.Warning, "status.json is out of date: {Cause}")]
    private partial void Unwritten(string cause);
}
