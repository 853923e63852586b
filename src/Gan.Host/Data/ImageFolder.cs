using System.Globalization;
using SkiaSharp;

namespace Gan.Host.Data;

/// <summary>
/// Labelled test images from a folder: the IDX files of a test split, CIFAR-10's test_batch.bin, or one folder of PNG and JPEG
/// files for each class. Folders that are named by whole numbers are the classes of these numbers; others count from 0 in the
/// order of their names. Images come in the order of classes, then of file names.
/// </summary>
internal static class ImageFolder
{
    private const string CifarFile = "test_batch.bin";

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="channels">1 for grey or 3 for colour, of image files.</param>
    /// <param name="classes">Labels run from 0 to one less.</param>
    /// <exception cref="GanError">It cannot be read, or holds something else.</exception>
    public static ImageData Read(string folder, int channels, int classes) =>
        Mnist.IsTestIn(folder) ? Mnist.TestIn(folder)
        : File.Exists(Path.Combine(folder, CifarFile)) ? Cifar.Read(Path.Combine(folder, CifarFile))
        : ReadFiles(folder, channels, classes);

    private static ImageData ReadFiles(string folder, int channels, int classes)
    {
        var files = Labelled(folder, classes).ToArray();
        if (files.Length == 0)
            throw new GanError(ExitCode.Unreadable,
                $"{folder} holds no test images: neither t10k-images-idx3-ubyte nor {CifarFile} nor a folder of PNG or JPEG files for each class.");
        var (pixels, labels) = (new List<byte>(), new List<byte>());
        var (height, width) = (0, 0);
        foreach (var (file, label) in files)
        {
            using var bitmap = Decode(file);
            if (labels.Count == 0)
                (height, width) = (bitmap.Height, bitmap.Width);
            else if ((bitmap.Height, bitmap.Width) != (height, width))
                throw new GanError(ExitCode.Unreadable, $"{file} has {bitmap.Height}x{bitmap.Width} pixels, and the images before it {height}x{width}: all have to be of one size.");
            pixels.AddRange(Planes(file, bitmap, channels));
            labels.Add(label);
        }
        return new ImageData([.. pixels], [.. labels], channels, height, width, seed: 0);
    }

    private static IEnumerable<(string File, byte Label)> Labelled(string folder, int classes)
    {
        string[] names = [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        var numbered = names.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var labelled = names.Select((name, index) => (Name: name, Label: numbered ? int.Parse(name, CultureInfo.InvariantCulture) : index)).OrderBy(entry => entry.Label).ToArray();
        if (labelled.Where(entry => entry.Label >= classes).Select(entry => entry.Name).ToArray() is { Length: > 0 } surplus)
            throw new GanError(ExitCode.Unreadable, $"{folder} holds more classes than the {classes} of the network: {string.Join(", ", surplus)}.");
        return labelled.SelectMany(entry => Directory.GetFiles(Path.Combine(folder, entry.Name)).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal).Select(file => (file, (byte)entry.Label)));
    }

    private static SKBitmap Decode(string file)
    {
        try
        {
            // As the file has it: no colour profile, no transparency that would darken pixels.
            var codec = SKCodec.Create(file) ?? throw new IOException("it is not an image");
            using (codec)
            {
                var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
                var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
                if (result == SKCodecResult.Success)
                    return bitmap;
                bitmap.Dispose();
                throw new IOException($"its pixels end early or are damaged ({result})");
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot read {file}: {cause.Message.TrimEnd('.')}.", cause);
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
