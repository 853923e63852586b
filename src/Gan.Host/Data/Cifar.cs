namespace Gan.Host.Data;

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

    /// <summary>Reads one file.</summary>
    /// <exception cref="GanError">It cannot be read, or holds something else.</exception>
    public static ImageData Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot read {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
        if (bytes.Length == 0 || bytes.Length % (Size + 1) != 0)
            throw new GanError(ExitCode.Unreadable, $"Cannot read {path}: its {bytes.Length} bytes are not images of {Size + 1} bytes each.");
        var count = bytes.Length / (Size + 1);
        var (pixels, labels) = (new byte[count * Size], new byte[count]);
        for (var i = 0; i < count; i++)
        {
            labels[i] = bytes[i * (Size + 1)];
            if (labels[i] >= Classes)
                throw new GanError(ExitCode.Unreadable, $"Cannot read {path}: image {i} has the label {labels[i]}, and labels run from 0 to {Classes - 1}.");
            bytes.AsSpan(i * (Size + 1) + 1, Size).CopyTo(pixels.AsSpan(i * Size));
        }
        return new ImageData(pixels, labels, Channels, Side, Side, seed: 0);
    }
}
