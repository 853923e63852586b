using System.Text.Json;

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
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>The file of a preset that exists.</summary>
    public static string FileOf(string name) => Path.Combine(Folder, name + ".json");

    /// <summary>What a preset says of itself.</summary>
    public static string DescriptionOf(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(FileOf(name)));
        return document.RootElement.GetProperty(DescriptionKey).GetString()!;
    }
}
