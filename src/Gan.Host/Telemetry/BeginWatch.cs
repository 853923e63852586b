namespace Gan.Host.Telemetry;

/// <summary>Knows whether steps have begun, so that there is something to save.</summary>
internal sealed class BeginWatch : ITrainingListener
{
    private volatile bool _begun;

    /// <summary>True from before the first step on.</summary>
    public bool HasBegun => _begun;

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => _begun = true;
}
