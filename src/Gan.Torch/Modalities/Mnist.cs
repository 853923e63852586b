namespace Gan.Torch.Modalities;

/// <summary>MNIST, and Fashion-MNIST, which has the same form, from four IDX files in ROOT/mnist or ROOT/fashion-mnist, raw or
/// gzip.</summary>
internal static class Mnist
{
    /// <summary>The folder below the data root.</summary>
    public const string Folder = "mnist";

    /// <summary>Folder of Fashion-MNIST.</summary>
    public const string FashionFolder = "fashion-mnist";

    private const string TestSplit = "t10k";

    /// <summary>SHA-256 of the uncompressed files, by name.</summary>
    public static IReadOnlyDictionary<string, string> Hashes { get; } = new Dictionary<string, string>
    {
        ["train-images-idx3-ubyte"] = "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        ["train-labels-idx1-ubyte"] = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        ["t10k-images-idx3-ubyte"] = "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        ["t10k-labels-idx1-ubyte"] = "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    };

    /// <summary>The 60,000 training images.</summary>
    public static ImageData Train(string root, ulong shuffleSeed, string folder = Folder) =>
        Read(FolderIn(root, folder), "train", shuffleSeed);

    /// <summary>The 10,000 test images.</summary>
    public static ImageData Test(string root, string folder = Folder) => Read(FolderIn(root, folder), TestSplit, shuffleSeed: 0);

    /// <summary>The test images of files that lie in a folder of any name, such as Fashion-MNIST's.</summary>
    public static ImageData TestIn(string folder) => Read(folder, TestSplit, shuffleSeed: 0);

    /// <summary>True if a folder holds a file of test images.</summary>
    public static bool IsTestIn(string folder) => Find(folder, ImagesOf(TestSplit)) is not null;

    /// <summary>True if a root holds all four files.</summary>
    public static bool IsIn(string root) => Hashes.Keys.All(name => Find(Path.Combine(root, Folder), name) is not null);

    private static string FolderIn(string root, string name)
    {
        var folder = Path.Combine(root, name);
        return Directory.Exists(folder) ? folder : throw new DataException(
            $"There is no folder {folder}: "
            + (name == Folder ? "fetch the files with 'gan data fetch mnist', or " : "put the four files there, or ")
            + $"set GAN_DATA to the folder that holds {name}/.");
    }

    private static ImageData Read(string folder, string split, ulong shuffleSeed)
    {
        var (images, pixels) = IdxFile.Read(Require(folder, ImagesOf(split)), axes: 3);
        var (labels, classes) = IdxFile.Read(Require(folder, $"{split}-labels-idx1-ubyte"), axes: 1);
        if (images[0] != labels[0])
            throw new DataException(
                $"{folder} holds {images[0]} {split} images but {labels[0]} labels: the files do not belong together.");
        if (images[1] != 28 || images[2] != 28)
            throw new DataException($"{folder} holds images of {images[1]}x{images[2]} pixels instead of 28x28.");
        if (classes.FirstOrDefault(label => label > 9) is > 0 and var wrong)
            throw new DataException($"{folder} holds the {split} label {wrong}: labels run from 0 to 9.");
        return new ImageData(pixels, classes, channels: 1, images[1], images[2], shuffleSeed);
    }

    private static string ImagesOf(string split) => $"{split}-images-idx3-ubyte";

    private static string Require(string folder, string name) =>
        Find(folder, name) ?? throw new DataException(
            $"There is no file {name} or {name}.gz in {folder}; 'gan data fetch mnist' fetches those of MNIST.");

    // Some programs unpack them with a dot before the format's name.
    private static string? Find(string folder, string name) =>
        new[] { name, name.Replace("-idx", ".idx", StringComparison.Ordinal) }.SelectMany(file => new[] { file, file + ".gz" })
            .Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}

/// <summary>MNIST: hand-written digits of 28x28 grey pixels, from IDX files.</summary>
public sealed class MnistData : ImageDataSet
{
    /// <inheritdoc/>
    public override string Name => "mnist";

    /// <inheritdoc/>
    public override string Source => "LeCun et al. 1998";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => [1, 28, 28];

    /// <inheritdoc/>
    public override int Classes => 10;

    /// <inheritdoc/>
    public override ImageSource TrainingImages(string root, int count, ulong seed) => Mnist.Train(root, seed);

    /// <inheritdoc/>
    public override ImageSource TestImages(string root, int count) => Mnist.Test(root);
}

/// <summary>Fashion-MNIST: clothes of 28x28 grey pixels, from IDX files.</summary>
public sealed class FashionMnistData : ImageDataSet
{
    /// <inheritdoc/>
    public override string Name => "fashion-mnist";

    /// <inheritdoc/>
    public override string Source => "Xiao, Rasul and Vollgraf 2017";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => [1, 28, 28];

    /// <inheritdoc/>
    public override int Classes => 10;

    /// <inheritdoc/>
    public override ImageSource TrainingImages(string root, int count, ulong seed) => Mnist.Train(root, seed, Mnist.FashionFolder);

    /// <inheritdoc/>
    public override ImageSource TestImages(string root, int count) => Mnist.Test(root, Mnist.FashionFolder);
}
