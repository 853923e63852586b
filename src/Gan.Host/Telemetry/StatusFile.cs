using Gan.Host.Runs;
using Microsoft.Extensions.Logging;

namespace Gan.Host.Telemetry;

/// <summary>Keeps a run's status.json up to date: written where its state changes, and with every checkpoint. Told after
/// <paramref name="live"/>.</summary>
internal sealed partial class StatusFile(LiveRun live, ILogger<StatusFile> logger) : ITrainingListener
{
    private string _path = "";
    private RunState _written;

    /// <inheritdoc/>
    public void Prepare(RunDirectory run, long first, string device)
    {
        _path = run.Status;
        Write();
    }

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => Write();

    /// <inheritdoc/>
    public void Saved(long step, TimeSpan took) => Write();

    /// <inheritdoc/>
    public void Waiting(string? reason)
    {
        if (live.Status!.State != _written)
            Write();
    }

    /// <inheritdoc/>
    public void End(TrainingEnd end) => Write();

    // It only tells: where it cannot be written, what matters cannot either, and says so itself. The next state is written again.
    private void Write()
    {
        var status = live.Status!;
        _written = status.State;
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
