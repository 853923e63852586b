using System.Buffers.Binary;
using System.IO.Compression;

namespace Gan.Torch.Modalities;

/// <summary>
/// Reader of the IDX files of MNIST, raw or gzip: a big-endian header of magic number and axes, then unsigned bytes.
/// Every fault in the file is named.
/// </summary>
internal static class IdxFile
{
    private const int LargestFile = 1 << 30;

    /// <summary>The axes and the bytes.</summary>
    /// <param name="path">A file named ...ubyte or ...ubyte.gz.</param>
    /// <param name="axes">Number of axes that the magic number has to announce: 3 for images, 1 for labels.</param>
    public static (int[] Shape, byte[] Values) Read(string path, int axes)
    {
        var bytes = Load(path);
        var header = 4 + 4 * axes;
        if (bytes.Length < header)
            throw Fault(path, $"it ends after {bytes.Length} bytes, within its {header}-byte header");
        var magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var expected = 0x00000800u + (uint)axes;
        if (magic != expected)
            throw Fault(path, $"its magic number is 0x{magic:X8} instead of 0x{expected:X8}");
        var shape = new int[axes];
        long count = 1;
        for (var axis = 0; axis < axes; axis++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4 + 4 * axis));
            if (length is 0 or > LargestFile || (count *= length) > LargestFile)
                throw Fault(path, $"axis {axis} claims {length} entries");
            shape[axis] = (int)length;
        }
        if (bytes.Length - header != count)
            throw Fault(path, $"its header announces {count} bytes of values and {bytes.Length - header} follow");
        return (shape, bytes[header..]);
    }

    private static byte[] Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
        catch (InvalidDataException cause)
        {
            throw Fault(path, "it is not a valid gzip file", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, cause.Message.TrimEnd('.'), cause);
        }
    }

    private static DataException Fault(string path, string fault, Exception? cause = null) =>
        new($"Cannot read {path}: {fault}. Put a whole one in its place; 'gan data fetch mnist' fetches those of MNIST.", cause);
}
