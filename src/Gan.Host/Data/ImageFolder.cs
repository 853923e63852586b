using System.Globalization;
using SkiaSharp;

namespace Gan.Host.Data;

/// <summary>
/// Labelled test images from a folder: the IDX files of a test split, CIFAR-10's test_batch.bin, or one folder of PNG and JPEG
/// files for each class. Folders that are named by whole numbers are the classes of these numbers; others count from 0 in the
/// order of their names, and then every class has to have one. The first image of each class comes first, then the second of
/// each, by file name: so that the first N are of all classes.
/// </summary>
internal static class ImageFolder
{
    private const string CifarFile = "test_batch.bin";

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">How many images are wanted; of image files no more are read.</param>
    /// <param name="channels">1 for grey or 3 for colour, of image files.</param>
    /// <param name="classes">Labels run from 0 to one less.</param>
    /// <param name="requireShape">Refuses images of a shape that is not wanted, before they are read.</param>
    /// <exception cref="GanError">It cannot be read, or holds something else.</exception>
    public static ImageData Read(string folder, int count, int channels, int classes, Action<long[]> requireShape) =>
        Mnist.IsTestIn(folder) ? Mnist.TestIn(folder)
        : File.Exists(Path.Combine(folder, CifarFile)) ? Cifar.Read(Path.Combine(folder, CifarFile))
        : ReadFiles(folder, count, channels, classes, requireShape);

    private static ImageData ReadFiles(string folder, int count, int channels, int classes, Action<long[]> requireShape)
    {
        var files = Guard(folder, () => Labelled(folder, classes));
        if (files.Length == 0)
            throw new GanError(ExitCode.Unreadable,
                $"{folder} holds no test images: neither t10k-images-idx3-ubyte nor {CifarFile} nor a folder of PNG or JPEG files for each class.");
        using var first = Guard(files[0].File, () => Open(files[0].File));
        var (height, width) = (first.Info.Height, first.Info.Width);
        requireShape([channels, height, width]);
        if (files.Length > count)
            files = files[..count];
        var pixels = new byte[files.Length * channels * height * width];
        for (var i = 0; i < files.Length; i++)
        {
            var file = files[i].File;
            using var bitmap = Guard(file, () => Decode(file));
            if ((bitmap.Height, bitmap.Width) != (height, width))
                throw new GanError(ExitCode.Unreadable, $"{file} has {bitmap.Height}x{bitmap.Width} pixels, and {files[0].File} {height}x{width}: all have to be of one size.");
            Planes(file, bitmap, channels).CopyTo(pixels, i * channels * height * width);
        }
        return new ImageData(pixels, [.. files.Select(entry => entry.Label)], channels, height, width, seed: 0);
    }

    private static (string File, byte Label)[] Labelled(string folder, int classes)
    {
        // A folder without images is no class: programs leave such beside data.
        var folders = Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetFileName(path), Files: Directory.GetFiles(path).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal).ToArray()))
            .Where(entry => entry.Files.Length > 0).ToArray();
        var numbered = folders.Where(entry => int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToArray();
        if (numbered.Length == 0 && folders.Length > 0 && folders.Length != classes)
            throw new GanError(ExitCode.Unreadable,
                $"{folder} holds images of {folders.Length} classes, and the network has {classes}: name each folder by its class's number from 0 to {classes - 1}.");
        if (numbered.Length > 0 && numbered.Length < folders.Length)
            throw new GanError(ExitCode.Unreadable, $"{folder} holds folders of images that are named by numbers and {folders.Except(numbered).First().Name}: which class that is cannot be told.");
        var labelled = folders.Select((entry, index) => (entry.Files, Label: numbered.Length > 0 ? int.Parse(entry.Name, CultureInfo.InvariantCulture) : index)).ToArray();
        if (labelled.Where(entry => entry.Label >= classes).Select(entry => entry.Label).ToArray() is { Length: > 0 } surplus)
            throw new GanError(ExitCode.Unreadable, $"{folder} holds more classes than the {classes} of the network: {string.Join(", ", surplus)}.");
        return [.. labelled.SelectMany(entry => entry.Files.Select((file, place) => (File: file, Label: (byte)entry.Label, Place: place)))
            .OrderBy(entry => entry.Place).ThenBy(entry => entry.Label).Select(entry => (entry.File, entry.Label))];
    }

    private static SKCodec Open(string file) => SKCodec.Create(file) ?? throw new IOException("it is not an image");

    private static SKBitmap Decode(string file)
    {
        // As the file has it: no colour profile, no transparency that would darken pixels.
        using var codec = Open(file);
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new IOException($"its pixels end early or are damaged ({result})");
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot read {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }

    // Channel after channel, each row by row.
    private static byte[] Planes(string file, SKBitmap bitmap, int channels)
    {
        var colours = bitmap.Pixels;
        if (colours.Any(colour => colour.Alpha != byte.MaxValue))
            throw new GanError(ExitCode.Unreadable, $"{file} has transparent pixels: their colour would depend on what is behind them.");
        if (channels == 1 && colours.Any(colour => colour.Red != colour.Green || colour.Green != colour.Blue))
            throw new GanError(ExitCode.Unreadable, $"{file} is in colour, and the network takes grey images.");
        Func<SKColor, byte>[] planes = [colour => colour.Red, colour => colour.Green, colour => colour.Blue];
        return [.. planes.Take(channels).SelectMany(plane => colours.Select(plane))];
    }
}
