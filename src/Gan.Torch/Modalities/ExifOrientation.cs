using System.Buffers.Binary;

namespace Gan.Torch.Modalities;

/// <summary>The orientation that a block of EXIF names. Source: EXIF 2.32, Sec. 4.6; TIFF 6.0, Sec. 2.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const int Entry = 12;
    private const int Upright = 1;

    /// <summary>1 (upright) to 8; 1 where the block names none.</summary>
    /// <param name="tiff">The block, from its byte order on.</param>
    public static int Of(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return Upright;
        var little = tiff[0] == 'I';
        var start = Number(tiff[4..], 4, little);
        if (start > tiff.Length - 2)
            return Upright;
        var entries = tiff[(int)start..];
        var count = (int)Number(entries, 2, little);
        entries = entries[2..];
        for (; count > 0 && entries.Length >= Entry; count--, entries = entries[Entry..])
            if (Number(entries, 2, little) == Tag)
                return Number(entries[8..], 2, little) is >= 1 and <= 8 and var found ? (int)found : Upright;
        return Upright;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int size, bool little) => (size, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
