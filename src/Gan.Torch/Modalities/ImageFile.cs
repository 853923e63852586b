using Gan.Math.Training;
using SkiaSharp;

namespace Gan.Torch.Modalities;

/// <summary>One PNG or JPEG file.</summary>
internal static class ImageFile
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    // ITU-R BT.601, in thousandths.
    private const int Red = 299;
    private const int Green = 587;
    private const int Blue = 114;

    private const long MostPixels = 100_000_000;

    /// <summary>True if a file's name says that it is one.</summary>
    public static bool IsNamed(string file) => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant());

    /// <summary>Says what is wrong with a file, as far as that shows without its pixels; null if nothing does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wanted">What its images have to become.</param>
    public static string? Problem(string file, ImageFolder wanted)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length == 0)
                return "is empty";
            if (ImageHeader.Read(stream) is not { } header)
                return "is no PNG or JPEG image, whatever its name says";
            if (!header.IsWhole)
                return "ends early";
            stream.Position = 0;
            using var codec = SKCodec.Create(stream);
            return codec is null ? "is not an image that can be read"
                : codec.EncodedOrigin != SKEncodedOrigin.TopLeft || header.IsTurned
                    ? "is turned by its EXIF orientation: store its pixels upright"
                : TooLarge(codec.Info) ?? Misfit(codec.Info, wanted)
                ?? (header.IsGrey && wanted.Channels == 3 && !wanted.ConvertsColour
                    ? "is grey, and colour images are wanted (Data:Colour = convert takes grey ones too)" : null);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {cause.Message.TrimEnd('.')}";
        }
    }

    /// <summary>Height and width, from the file's header.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static (int Height, int Width) Size(string file) => Guard(file, () =>
    {
        using var codec = Open(file);
        return (codec.Info.Height, codec.Info.Width);
    });

    /// <summary>The pixels, channel after channel, each row by row.</summary>
    /// <exception cref="DataException">It cannot be read, or holds what is not wanted.</exception>
    public static byte[] Read(string file, ImageFolder wanted)
    {
        using var bitmap = Guard(file, () => Decode(file));
        if (Misfit(bitmap.Info, wanted) is { } misfit)
            throw new DataException($"{file} {misfit}.");
        if (bitmap.Pixels.Any(colour => colour.Alpha != byte.MaxValue))
            throw new DataException($"{file} has transparent pixels: their colour would depend on what is behind them.");
        using var sized = Resized(file, bitmap, wanted);
        var colours = sized.Pixels;
        if (wanted.Channels == 1 && !wanted.ConvertsColour
            && colours.Any(colour => colour.Red != colour.Green || colour.Green != colour.Blue))
            throw new DataException($"{file} is in colour, and grey images are wanted.");
        Func<SKColor, byte>[] planes = wanted.Channels == 1
            ? [Grey] : [colour => colour.Red, colour => colour.Green, colour => colour.Blue];
        return [.. planes.SelectMany(plane => colours.Select(plane))];
    }

    private static byte Grey(SKColor colour) => (byte)((Red * colour.Red + Green * colour.Green + Blue * colour.Blue
        + (Red + Green + Blue) / 2) / (Red + Green + Blue));

    // A few kilobytes can claim to be gigabytes.
    private static string? TooLarge(SKImageInfo info) => (long)info.Width * info.Height > MostPixels
        ? $"has {info.Height}x{info.Width} pixels, and at most {MostPixels / 1_000_000} million are decoded" : null;

    private static string? Misfit(SKImageInfo info, ImageFolder wanted) =>
        wanted.Resize.IsRefused && (info.Height != wanted.Side || info.Width != wanted.Side)
            ? $"has {info.Height}x{info.Width} pixels, and {wanted.Side}x{wanted.Side} are wanted (Data:Resize = crop or stretch makes "
                + $"other sizes fit)"
        : null;

    private static SKBitmap Resized(string file, SKBitmap bitmap, ImageFolder wanted)
    {
        if ((bitmap.Height, bitmap.Width) == (wanted.Side, wanted.Side))
            return bitmap.Copy();
        var scale = (float)wanted.Side / int.Min(bitmap.Height, bitmap.Width);
        var (height, width) = wanted.Resize.IsStretched ? (wanted.Side, wanted.Side)
            : (int.Max(wanted.Side, (int)float.Round(scale * bitmap.Height)), int.Max(wanted.Side, (int)float.Round(scale * bitmap.Width)));
        // Smoothed where it becomes smaller: without, strokes would break.
        using var whole = bitmap.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear))
            ?? throw new DataException($"{file} has {bitmap.Height}x{bitmap.Width} pixels, and cannot be made {height}x{width}.");
        var middle = new SKBitmap(new SKImageInfo(wanted.Side, wanted.Side, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var (top, left) = ((height - wanted.Side) / 2, (width - wanted.Side) / 2);
        for (var y = 0; y < wanted.Side; y++)
            whole.GetPixelSpan().Slice((top + y) * whole.RowBytes + 4 * left, 4 * wanted.Side)
                .CopyTo(middle.GetPixelSpan()[(y * middle.RowBytes)..]);
        return middle;
    }

    private static SKCodec Open(string file) => SKCodec.Create(file) ?? throw new IOException("it is not an image");

    private static SKBitmap Decode(string file)
    {
        // As the file has it: no colour profile, no transparency that would darken pixels.
        using var codec = Open(file);
        if (TooLarge(codec.Info) is { } reason)
            throw new IOException($"it {reason}");
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
            throw new DataException($"Cannot read {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}
