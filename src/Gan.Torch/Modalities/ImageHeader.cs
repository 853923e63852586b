using System.Buffers.Binary;

namespace Gan.Torch.Modalities;

/// <summary>Facts that the parts of a PNG or JPEG file tell without its pixels. Programs write more behind an image's end; that
/// is skipped.</summary>
/// <param name="IsGrey">Whether its pixels have no colours.</param>
/// <param name="IsWhole">Whether its end is there.</param>
/// <param name="IsTurned">Whether EXIF in a PNG file says that its pixels are not upright; of JPEG files the decoder says so.</param>
internal readonly record struct ImageHeader(bool IsGrey, bool IsWhole, bool IsTurned = false)
{
    private const int MostExif = 1 << 16;
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;
    private const int Tail = 4096;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    /// <summary>The header of a file; null for one of another kind.</summary>
    public static ImageHeader? Read(Stream stream)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[8];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.SequenceEqual(PngSignature) ? OfPng(stream)
            : start.StartsWith(JpegSignature) ? OfJpeg(stream)
            : null;
    }

    // PNG, third edition, Sec. 5.3: chunks of length, type, data and check sum; IHDR first, IEND last.
    private static ImageHeader OfPng(Stream stream)
    {
        var (isGrey, isTurned) = (false, false);
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> header = stackalloc byte[10];
        while (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var next = stream.Position + length + 4;
            if (chunk[4..].SequenceEqual("IEND"u8))
                return new(isGrey, next <= stream.Length, isTurned);
            // Colour type 0 is grey, 4 grey with transparency.
            if (chunk[4..].SequenceEqual("IHDR"u8) && stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
                isGrey = header[9] is 0 or 4;
            if (chunk[4..].SequenceEqual("eXIf"u8) && length <= MostExif && next <= stream.Length)
            {
                var exif = new byte[length];
                stream.ReadExactly(exif);
                isTurned = ExifOrientation.Of(exif) != 1;
            }
            if (next > stream.Length)
                break;
            stream.Position = next;
        }
        return new(isGrey, false, isTurned);
    }

    // ITU-T T.81, Annex B: segments with their lengths up to the first scan; then 0xFF stands for itself only before 0, so that
    // the first end is the image's.
    private static ImageHeader OfJpeg(Stream stream)
    {
        var isGrey = false;
        Span<byte> frame = stackalloc byte[8];
        stream.Position = JpegSignature.Length - 1;
        for (var marker = NextMarker(stream); marker is not null and not StartOfScan; marker = NextMarker(stream))
        {
            var begin = stream.Position;
            if (stream.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) < frame.Length)
                return new(isGrey, false);
            // A frame: length, precision, height, width, components; C4, C8 and CC are none.
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                isGrey = frame[7] == 1;
            stream.Position = begin + BinaryPrimitives.ReadUInt16BigEndian(frame);
        }
        // Mostly it is the last thing in the file, which need not be read whole then.
        var (scan, tail) = (stream.Position, stream.Length - Tail);
        return new(isGrey, HasEnd(stream, long.Max(scan, tail)) || tail > scan && HasEnd(stream, scan));
    }

    private static bool HasEnd(Stream stream, long from)
    {
        stream.Position = from;
        for (var marker = NextMarker(stream); marker is not null; marker = NextMarker(stream))
            if (marker == EndOfImage)
                return true;
        return false;
    }

    // The byte behind the next run of 0xFF that is not 0; null at the end.
    private static int? NextMarker(Stream stream)
    {
        for (var marked = false; ;)
        {
            var read = stream.ReadByte();
            if (read < 0)
                return null;
            if (marked && read is not 0 and not 0xFF)
                return read;
            marked = read == 0xFF;
        }
    }
}
