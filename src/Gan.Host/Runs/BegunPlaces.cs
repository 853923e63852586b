using System.Text.Json;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Runs;

/// <summary>
/// The places of data that a run began with. They stay part of its identity, which its checkpoints carry, wherever the data lies later.
/// </summary>
internal static class BegunPlaces
{
    private const string FileName = "places.json";

    /// <summary>The settings that said where a run's data lay when it began; empty for a run that is yet to begin.</summary>
    /// <exception cref="GanError">A file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Of(string run)
    {
        var file = FileOf(run);
        if (!File.Exists(file))
            return Stored(run);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file))
                ?? throw new JsonException("it is empty");
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot read {file}: {cause.Message.TrimEnd('.')}. Restore it from a copy, or start "
                + "afresh with another --run.", cause);
        }
    }

    /// <summary>Keeps them, before settings with other places are stored.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Keep(string run, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var (begun, file) = (Of(run), FileOf(run));
        if (File.Exists(file) || settings.All(setting => begun.GetValueOrDefault(setting.Key, setting.Value) == setting.Value))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        DurableFiles.Replace(file, path => File.WriteAllText(path, JsonSerializer.Serialize(begun)));
    }

    private static string FileOf(string run) => Path.Combine(RunDirectory.InputsOf(run), FileName);

    private static Dictionary<string, string> Stored(string run) => (ExperimentFile.Settings(run) ?? [])
        .Where(setting => Known.Experiments.Places.Contains(setting.Key)).ToDictionary(setting => setting.Key, setting => setting.Value);
}
