using Gan.Host.Runs;
using Gan.Torch.Modalities;

namespace Gan.Host.Telemetry;

/// <summary>Several listeners as one: each is told in turn.</summary>
internal sealed class TrainingListeners(IEnumerable<ITrainingListener> listeners) : ITrainingListener
{
    private readonly ITrainingListener[] _listeners = [.. listeners];

    /// <inheritdoc/>
    public void Prepare(RunDirectory run, long first, string device) => Tell(listener => listener.Prepare(run, first, device));

    /// <inheritdoc/>
    public void Opened(DataFound found) => Tell(listener => listener.Opened(found));

    /// <inheritdoc/>
    public void Warn(string what) => Tell(listener => listener.Warn(what));

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => Tell(listener => listener.Begin(start));

    /// <inheritdoc/>
    public void Step(long step, StepReport? report) => Tell(listener => listener.Step(step, report));

    /// <inheritdoc/>
    public void Drawn(long step, string? sample) => Tell(listener => listener.Drawn(step, sample));

    /// <inheritdoc/>
    public void Saving() => Tell(listener => listener.Saving());

    /// <inheritdoc/>
    public void Saved(long step, TimeSpan took) => Tell(listener => listener.Saved(step, took));

    /// <inheritdoc/>
    public void Waiting(string? reason) => Tell(listener => listener.Waiting(reason));

    /// <inheritdoc/>
    public void End(TrainingEnd end) => Tell(listener => listener.End(end));

    private void Tell(Action<ITrainingListener> what)
    {
        foreach (var listener in _listeners)
            what(listener);
    }
}
