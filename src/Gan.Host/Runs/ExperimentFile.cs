using System.Text.Json;
using Gan.Torch.ModelFiles;

namespace Gan.Host.Runs;

/// <summary>The file of a run directory that records its settings.</summary>
internal static class ExperimentFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The file of a run directory.</summary>
    public static string Of(string path) => Path.Combine(path, "experiment.json");

    /// <summary>True if a folder has one.</summary>
    public static bool Exists(string path) => File.Exists(Of(path));

    /// <summary>The settings that a run directory records; null if it records none.</summary>
    public static Dictionary<string, string>? Settings(string path)
    {
        var file = Of(path);
        if (!File.Exists(file))
            return null;
        try
        {
            var settings = JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllBytes(file))
                ?? throw new JsonException("it is empty");
            return settings.ToDictionary(setting => setting.Key, setting => setting.Value
                ?? throw new JsonException($"{setting.Key} has no value"));
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable,
                $"Cannot read {file}: {cause.Message.TrimEnd('.')}. Restore it from a copy, or start afresh with another --run.", cause);
        }
    }

    /// <summary>Records settings, if the file does not record them already.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var text = JsonSerializer.Serialize(new Dictionary<string, string>(settings), Indented);
        if (!Exists(path) || File.ReadAllText(Of(path)) != text)
            DurableFiles.Replace(Of(path), partial => File.WriteAllText(partial, text));
    }
}
