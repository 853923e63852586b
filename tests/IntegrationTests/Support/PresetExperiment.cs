using Gan.Experiments;
using Gan.Host.Options;
using Gan.Host.Runs;

namespace Gan.IntegrationTests.Support;

/// <summary>The experiment of a preset, with other settings in places; the machine's own settings are left out.</summary>
internal static class PresetExperiment
{
    public static Experiment Of(string preset, params IEnumerable<(string Key, string Value)> changes)
    {
        var settings = Settings.Gather(preset, null, new Dictionary<string, string>(), changes.Select(change => KeyValuePair.Create(change.Key, change.Value)));
        MachineReading.Take(settings, null);
        var reading = Known.Experiments.Read(settings);
        Assert.Empty(reading.Problems);
        return reading.Experiment!;
    }
}
