using System.Collections;
using System.Text.Json;
using Gan.Experiments;
using Gan.Host.Runs;

namespace Gan.Host.Options;

/// <summary>The named complete runs that are shipped beside the program.</summary>
internal static class Presets
{
    /// <summary>The preset of a command without one.</summary>
    public const string Default = "digits";

    /// <summary>Key of a preset's one-line description; not a setting.</summary>
    public const string DescriptionKey = "Description";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "presets");

    /// <summary>Names in alphabetical order.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)];

    /// <summary>The file of a preset that exists.</summary>
    public static string FileOf(string name) => Path.Combine(Folder, name + ".json");

    /// <summary>The experiment of a preset as it is shipped, whatever the environment sets.</summary>
    /// <exception cref="GanError">The files beside the program were changed, and do not describe one any more.</exception>
    public static Experiment ExperimentOf(string name)
    {
        var settings = Settings.Gather(name, stored: null, new Hashtable(), []);
        var reading = Known.Experiments.Read(settings.Where(setting => !MachineReading.Keys.Contains(setting.Key)));
        return reading.Experiment ?? throw new GanError(ExitCode.Usage,
            $"The preset {name} is broken:" + string.Concat(reading.Problems.Select(problem =>
                $"\n  {problem.Key} = {problem.Value}: must be {problem.Requirement}.")));
    }

    /// <summary>The sentence in which a preset says what it is.</summary>
    public static string DescriptionOf(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(FileOf(name)));
        return document.RootElement.GetProperty(DescriptionKey).GetString()!;
    }
}
