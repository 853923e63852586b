namespace Gan.Torch.Modalities;

/// <summary>
/// Files of CIFAR-10 in its binary form: for each image a label from 0 to 9, then 1,024 bytes each of red, green and blue.
/// Source: Krizhevsky 2009.
/// </summary>
internal static class Cifar
{
    private const int Side = 32;
    private const int Channels = 3;
    private const int Size = Channels * Side * Side;
    private const int Classes = 10;

    private const int TrainingFiles = 5;

    /// <summary>The folder below the data root, as the archive has it.</summary>
    public const string Folder = "cifar-10-batches-bin";

    /// <summary>The file of test images.</summary>
    public const string TestFile = "test_batch.bin";

    /// <summary>The 50,000 training images.</summary>
    /// <exception cref="DataException">They cannot be read, or are something else.</exception>
    public static ImageData Train(string root, ulong shuffleSeed) =>
        Read([.. Enumerable.Range(1, TrainingFiles).Select(number => Path.Combine(FolderIn(root), $"data_batch_{number}.bin"))],
            shuffleSeed);

    /// <summary>The 10,000 test images.</summary>
    /// <exception cref="DataException">They cannot be read, or are something else.</exception>
    public static ImageData Test(string root) => TestIn(FolderIn(root));

    /// <summary>Test images in a folder of any name.</summary>
    public static ImageData TestIn(string folder) => Read([Path.Combine(folder, TestFile)], shuffleSeed: 0);

    /// <summary>True if a folder holds a file of test images.</summary>
    public static bool IsTestIn(string folder) => File.Exists(Path.Combine(folder, TestFile));

    private static string FolderIn(string root)
    {
        var folder = Path.Combine(root, Folder);
        return Directory.Exists(folder) ? folder : throw new DataException(
            $"There is no folder {folder}: unpack CIFAR-10's binary version there, or set GAN_DATA to the folder that holds {Folder}/.");
    }

    private static ImageData Read(string[] paths, ulong shuffleSeed)
    {
        var parts = Array.ConvertAll(paths, Bytes);
        var (pixels, labels) = (new byte[parts.Sum(part => part.Length / (Size + 1) * Size)],
            new byte[parts.Sum(part => part.Length / (Size + 1))]);
        var index = 0;
        foreach (var (path, part) in paths.Zip(parts))
            for (var first = 0; first < part.Length; first += Size + 1, index++)
            {
                labels[index] = part[first] < Classes ? part[first]
                    : throw new DataException($"Cannot read {path}: image {first / (Size + 1)} has the label {part[first]}, and labels "
                        + $"run from 0 to {Classes - 1}.");
                part.AsSpan(first + 1, Size).CopyTo(pixels.AsSpan(index * Size));
            }
        return new ImageData(pixels, labels, Channels, Side, Side, shuffleSeed);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.Length > 0 && bytes.Length % (Size + 1) == 0 ? bytes
                : throw new DataException($"Cannot read {path}: its {bytes.Length} bytes are not images of {Size + 1} bytes each.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}

/// <summary>CIFAR-10: colour pictures of 32x32 pixels, from its binary files.</summary>
public sealed class Cifar10Data : ImageDataSet
{
    /// <inheritdoc/>
    public override string Name => "cifar10";

    /// <inheritdoc/>
    public override string Source => "Krizhevsky 2009";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Shape => [3, 32, 32];

    /// <inheritdoc/>
    public override int Classes => 10;

    /// <inheritdoc/>
    public override ImageSource TrainingImages(string root, int count, ulong seed) => Cifar.Train(root, seed);

    /// <inheritdoc/>
    public override ImageSource TestImages(string root, int count) => Cifar.Test(root);
}
