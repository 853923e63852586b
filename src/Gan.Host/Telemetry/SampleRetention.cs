using Gan.Host.Options;

namespace Gan.Host.Telemetry;

/// <summary>Bounds the number of sample grids: where there are too many, every second of the earlier ones goes, so that the whole course stays visible.</summary>
internal sealed class SampleRetention(HostSettings settings) : ITrainingListener
{
    private TrainingStart? _start;

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => _start = start;

    /// <inheritdoc/>
    public void Drawn(long step, string? sample)
    {
        if (sample is null || settings.SamplesKept == 0)
            return;
        var steps = _start!.Run.SampleSteps;
        if (steps.Count <= settings.SamplesKept)
            return;
        foreach (var passed in steps.Where((_, index) => index % 2 == 1).Where(passed => passed != step))
            File.Delete(_start.Run.SampleOf(passed));
    }
}
