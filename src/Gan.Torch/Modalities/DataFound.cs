using System.Text.Json.Serialization;

namespace Gan.Torch.Modalities;

/// <summary>Samples and classes that were found where data was looked for, and what was left out.</summary>
/// <param name="Samples">How many samples there are.</param>
/// <param name="Classes">Names of the classes by their numbers; empty where samples have no classes, or those have no names.</param>
/// <param name="LeftOut">What was left out, each with its reason.</param>
public sealed record DataFound(
    [property: JsonPropertyName("samples")] int Samples,
    [property: JsonPropertyName("classes")] IReadOnlyDictionary<int, string> Classes,
    [property: JsonPropertyName("left_out")] IReadOnlyList<string> LeftOut)
{
    private const int Named = 20;

    /// <summary>Samples whose classes have no names.</summary>
    public static DataFound Unnamed(int samples) => new(samples, new Dictionary<int, string>(), []);

    /// <summary>Contents of a folder of images.</summary>
    internal static DataFound In(LabelledFiles files) => new(files.Files.Length, files.Classes, files.LeftOut);

    /// <summary>A sentence, and a line for each thing that was left out.</summary>
    public override string ToString()
    {
        var names = string.Join(", ", Classes.Take(Named).Select(known => $"{known.Key} {known.Value}"));
        var more = Classes.Count > Named ? $" and {Classes.Count - Named} more" : "";
        return $"{Samples} samples{(Classes.Count == 0 ? "" : $" of {Classes.Count} classes ({names}{more})")}"
            + (LeftOut.Count == 0 ? "" : $"; left out:{Problems.Lines(LeftOut)}");
    }
}
