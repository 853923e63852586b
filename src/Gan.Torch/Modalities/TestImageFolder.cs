using Gan.Math.Training;

namespace Gan.Torch.Modalities;

/// <summary>
/// Labelled test images from a folder: the IDX files of a test split, CIFAR-10's test_batch.bin, or one folder of PNG and JPEG
/// files for each class, as <see cref="LabelledFiles"/> reads them.
/// </summary>
internal static class TestImageFolder
{
    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">How many images are wanted; of image files no more are read.</param>
    /// <param name="channels">1 for grey or 3 for colour, of image files.</param>
    /// <param name="classes">Labels run from 0 to one less.</param>
    /// <param name="requireShape">Refuses images of a shape that is not wanted, before they are read.</param>
    /// <exception cref="DataException">It cannot be read, or holds something else.</exception>
    public static ImageData Read(string folder, int count, int channels, int classes, Action<long[]> requireShape) =>
        Mnist.IsTestIn(folder) ? Mnist.TestIn(folder)
        : Cifar.IsTestIn(folder) ? Cifar.TestIn(folder)
        : ReadFiles(folder, count, channels, classes, requireShape);

    private static ImageData ReadFiles(string folder, int count, int channels, int classes, Action<long[]> requireShape)
    {
        var files = LabelledFiles.In(folder, classes, "the network");
        if (files.Files.Length == 0)
            throw new DataException(
                $"{folder} holds no test images: neither t10k-images-idx3-ubyte nor {Cifar.TestFile} nor a folder of PNG or JPEG files "
                    + $"for each class.");
        var (height, width) = ImageFile.Size(files.Files[0].File);
        requireShape([channels, height, width]);
        // A network takes squares, so that the shape above is one.
        var wanted = new ImageFolder(folder, side: height, channels, Resize.Refused, convertsColour: channels == 3, classes);
        return ImageFiles.First(count, files, wanted).InMemory();
    }
}
