using System.Security.Cryptography;
using System.Text.Json;

namespace Gan.Host.Runs;

/// <summary>
/// The description that a checkpoint has of itself; written last, so that a directory without a valid one is no checkpoint.
/// </summary>
/// <param name="Format">Version of the layout.</param>
/// <param name="Step">Completed steps.</param>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="Experiment">SHA-256 of the settings that decide what is computed.</param>
/// <param name="Files">SHA-256 of every file, by name.</param>
internal sealed record Manifest(int Format, long Step, ulong Seed, string Experiment, SortedDictionary<string, string> Files)
{
    /// <summary>The layout that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The file's name within the checkpoint.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Writes the manifest and flushes it to the disk.</summary>
    public void Write(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, FileName), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(file, this, Layout);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a checkpoint's manifest and verifies every file that it names.</summary>
    /// <exception cref="InvalidDataException">Something does not agree; the message says what.</exception>
    public static Manifest ReadVerified(string folder)
    {
        var manifest = Read(Path.Combine(folder, FileName));
        if (manifest.Format != CurrentFormat)
            throw new InvalidDataException($"its format is {manifest.Format}, this program reads {CurrentFormat}");
        if (manifest.Files.Count == 0)
            throw new InvalidDataException("its manifest names no files");
        foreach (var (name, hash) in manifest.Files)
        {
            var path = Path.Combine(folder, Path.GetFileName(name));
            if (!File.Exists(path))
                throw new InvalidDataException($"{name} is missing");
            if (HashOf(path) != hash)
                throw new InvalidDataException($"{name} does not have the SHA-256 that its manifest records");
        }
        return manifest;
    }

    /// <summary>SHA-256 of a file, in lower-case hexadecimal digits.</summary>
    public static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static Manifest Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<Manifest>(file, Layout) ?? throw new InvalidDataException("its manifest is empty");
        }
        catch (FileNotFoundException cause)
        {
            throw new InvalidDataException("it has no manifest", cause);
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException("its manifest is not valid JSON", cause);
        }
    }
}
