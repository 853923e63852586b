using Gan.Math.CSharp;
using Gan.Math.Experiments;

namespace Gan.Host.Data;

/// <summary>Which test images: those of a data set, or those in a folder.</summary>
/// <param name="Name">As the user says it.</param>
/// <param name="Data">The data set; null for a folder.</param>
internal sealed record TestImages(string Name, DataSet? Data)
{
    /// <summary>What a name may be, in words.</summary>
    public static string Requirement => $"{string.Join(", ", Experiments.Images.Keys)} or a folder of images";

    /// <summary>Whether a text names some.</summary>
    public static bool Exists(string name) => Experiments.Images.ContainsKey(name) || Directory.Exists(name);

    /// <summary>Those of a name.</summary>
    public static TestImages Named(string name) => new(name, Experiments.Images.GetValueOrDefault(name));

    /// <summary>Those of what a run trained on: of one's own images, made alike from their files.</summary>
    public static TestImages Of(DataSet data) => new(data is DataSet.Images images ? ImageFiles.TestFolderOf(images.Item) : Experiments.DataName(data), data);
}
