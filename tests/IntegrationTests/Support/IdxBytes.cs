using System.Buffers.Binary;

namespace Gan.IntegrationTests.Support;

/// <summary>Files in the form of MNIST's.</summary>
internal static class IdxBytes
{
    /// <summary>A file of values of a shape.</summary>
    public static byte[] Of(uint magic, int[] shape, byte[] values)
    {
        var bytes = new byte[4 + 4 * shape.Length + values.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * i), shape[i]);
        values.CopyTo(bytes, 4 + 4 * shape.Length);
        return bytes;
    }

    /// <summary>Writes black training images of Fashion-MNIST below a root.</summary>
    public static void WriteClothes(string root, int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "fashion-mnist")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "train-images-idx3-ubyte"), Of(0x803, [count, 28, 28], new byte[count * 784]));
        File.WriteAllBytes(Path.Combine(folder, "train-labels-idx1-ubyte"), Of(0x801, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]));
    }
}
