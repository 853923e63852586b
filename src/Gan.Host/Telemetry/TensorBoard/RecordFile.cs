using System.Buffers.Binary;
using System.Numerics;

namespace Gan.Host.Telemetry.TensorBoard;

/// <summary>
/// The frame of TensorFlow's record files: length (8 bytes), masked CRC-32C of it (4), data, masked CRC-32C of them (4), little-endian.
/// Source: TensorFlow, "TFRecord and tf.train.Example", TFRecords format details.
/// </summary>
internal static class RecordFile
{
    private const int HeaderLength = 12;
    private const int FooterLength = 4;
    private const uint Mask = 0xa282ead8;
    private const int MaskRotation = 15;

    /// <summary>Writes one record at the stream's position.</summary>
    public static void Append(Stream file, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt64LittleEndian(header, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(long)..], MaskedChecksum(header[..sizeof(long)]));
        Span<byte> footer = stackalloc byte[FooterLength];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, MaskedChecksum(data));
        file.Write(header);
        file.Write(data);
        file.Write(footer);
    }

    /// <summary>Reads the record at the stream's position; null at the end, and where what follows is torn or not a record.</summary>
    public static byte[]? Read(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
            || BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(long)..]) != MaskedChecksum(header[..sizeof(long)]))
            return null;
        var length = BinaryPrimitives.ReadInt64LittleEndian(header);
        if (length > file.Length - file.Position - FooterLength)
            return null;
        var data = new byte[length];
        Span<byte> footer = stackalloc byte[FooterLength];
        file.ReadExactly(data);
        file.ReadExactly(footer);
        return BinaryPrimitives.ReadUInt32LittleEndian(footer) == MaskedChecksum(data) ? data : null;
    }

    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var one in data)
            crc = BitOperations.Crc32C(crc, one);
        return BitOperations.RotateRight(~crc, MaskRotation) + Mask;
    }
}
