using Gan.Experiments;

namespace Gan.Host.Telemetry;

/// <summary>Bounds the number of sample grids: where there are too many, every second one goes, so that the whole course stays
/// visible.</summary>
internal sealed class SampleRetention(Machine settings) : ITrainingListener
{
    private TrainingStart? _start;

    /// <inheritdoc/>
    public void Begin(TrainingStart start) => _start = start;

    /// <inheritdoc/>
    public void Drawn(long step, string? sample)
    {
        if (sample is null || settings.SamplesKept == 0)
            return;
        // Of the steps at which samples are drawn, every second one, every fourth, ...: which ones depends on the present step
        // alone, so that a
        // run that was interrupted ends with the same files.
        var every = _start!.Experiment.Cadence.SampleEvery;
        var spacing = every;
        while (step / spacing >= settings.SamplesKept)
            spacing *= 2;
        if (spacing == every)
            return;
        foreach (var passed in _start.Run.SampleSteps.Where(passed => passed < step && passed % spacing != 0))
            File.Delete(_start.Run.SampleOf(passed));
    }
}
