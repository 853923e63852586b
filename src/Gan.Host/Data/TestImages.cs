using Gan.Math.Training;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;

namespace Gan.Host.Data;

/// <summary>Which test images: those of a data set, or those in a folder.</summary>
/// <param name="Name">As the user says it.</param>
/// <param name="Data">The data set; null for a folder.</param>
internal sealed record TestImages(string Name, IDataSet? Data)
{
    /// <summary>The names that there may be, in words.</summary>
    public static string Requirement => $"{string.Join(", ", DataSets.Images.Keys)} or a folder of images";

    /// <summary>True if a text names some.</summary>
    public static bool Exists(string name) => DataSets.Images.ContainsKey(name) || Directory.Exists(name);

    /// <summary>Test images of a name.</summary>
    public static TestImages Named(string name) => new(name, DataSets.Images.GetValueOrDefault(name));

    /// <summary>Test images of the data that a run trained on: of one's own images, made alike from their files.</summary>
    public static TestImages Of(IDataSet data) => new(data is ImageFolder images ? ImageFiles.TestFolderOf(images) : data.Name, data);

    /// <summary>Reads the first of them.</summary>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many.</param>
    /// <param name="weights">The classifier that will see them.</param>
    /// <exception cref="Gan.Torch.DataException">They cannot be read.</exception>
    /// <exception cref="GanError">There are fewer, or the classifier takes others.</exception>
    public TestSet Read(string root, int count, ClassifierWeights weights)
    {
        void RequireShape(long[] found)
        {
            if (!found.SequenceEqual(weights.ImageShape))
                throw new GanError(ExitCode.Usage,
                    $"--data = {Name}: holds images of [{string.Join(", ", found)}]; {weights.Architecture} takes "
                        + $"[{string.Join(", ", weights.ImageShape)}].");
        }
        var data = Data is { } known ? DataSets.TestImages(known, root, count)
            : TestImageFolder.Read(Name, count, (int)weights.ImageShape[0], weights.Outputs, RequireShape);
        RequireShape(data.SampleShape);
        if (data.Count < count)
            throw new GanError(ExitCode.Usage, $"--count = {count}: must be at most {data.Count}, the test images of {Name}.");
        return TestSet.Of(data, count);
    }
}
