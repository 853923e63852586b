using System.Buffers.Binary;

namespace Gan.Torch.Native;

/// <summary>
/// Bounds-checked reading of an ELF64 little-endian image: its dynamic section and
/// the mapping of virtual addresses to file offsets.
/// </summary>
internal sealed class ElfImage
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicEntrySize = 16;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;

    private readonly byte[] _bytes;
    private readonly List<Segment> _segments = [];

    /// <summary>Reads the program headers of <paramref name="bytes"/>; the array is used, not copied.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a well-formed ELF64 little-endian image.</exception>
    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        CheckIdentification();
        ReadProgramHeaders();
    }

    /// <summary>The dynamic section by tag (first value of each), empty for a static image.</summary>
    public IReadOnlyDictionary<long, ulong> ReadDynamicSection()
    {
        Dictionary<long, ulong> entries = [];
        Segment? dynamic = _segments.Find(segment => segment.Type == DynamicSegment);
        if (dynamic is null)
        {
            return entries;
        }

        for (ulong position = 0; position < dynamic.FileSize; position += DynamicEntrySize)
        {
            ReadOnlySpan<byte> entry = Slice(dynamic.Offset + position, DynamicEntrySize, "dynamic section");
            long tag = BinaryPrimitives.ReadInt64LittleEndian(entry);
            if (tag == 0)
            {
                break;
            }

            entries.TryAdd(tag, BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]));
        }

        return entries;
    }

    /// <summary>The file offset at which the byte with a virtual address lies.</summary>
    public ulong FileOffset(ulong address, string what)
    {
        Segment segment = _segments.Find(candidate => candidate.Type == LoadSegment && candidate.Contains(address))
            ?? throw Malformed($"{what} is at address 0x{address:x}, which no loadable segment has in the file");
        return segment.Offset + (address - segment.Address);
    }

    /// <summary>Bytes of the file; writing to them changes the image.</summary>
    public Span<byte> Slice(ulong offset, int length, string what)
    {
        CheckRange(offset, (ulong)length, what);
        return _bytes.AsSpan((int)offset, length);
    }

    /// <summary>True if the zero-terminated string at a file offset is <paramref name="text"/>.</summary>
    public bool StringEquals(ulong offset, ReadOnlySpan<byte> text, string what)
    {
        _ = Slice(offset, 1, what);
        ReadOnlySpan<byte> rest = _bytes.AsSpan((int)offset);
        int length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            throw Malformed($"{what} is not terminated");
        }

        return rest[..length].SequenceEqual(text);
    }

    /// <summary>The exception that says how an image is malformed.</summary>
    public static InvalidDataException Malformed(string problem) => new($"Malformed ELF image: {problem}.");

    private void CheckIdentification()
    {
        ReadOnlySpan<byte> header = Slice(0, HeaderSize, "the ELF header");
        if (!header.StartsWith("\u007fELF"u8))
        {
            throw Malformed("it does not start with the ELF magic number");
        }

        if (header[4] != 2 || header[5] != 1)
        {
            throw Malformed("it is not 64-bit little-endian");
        }
    }

    private void ReadProgramHeaders()
    {
        ReadOnlySpan<byte> header = Slice(0, HeaderSize, "the ELF header");
        ulong table = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        ushort entrySize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]);
        ushort count = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        if (count > 0 && entrySize < ProgramHeaderSize)
        {
            throw Malformed($"its program headers have {entrySize} bytes each, less than {ProgramHeaderSize}");
        }

        CheckRange(table, (ulong)count * entrySize, "the program header table");
        for (uint index = 0; index < count; index++)
        {
            _segments.Add(ReadSegment(table + (index * (ulong)entrySize)));
        }
    }

    private Segment ReadSegment(ulong offset)
    {
        ReadOnlySpan<byte> entry = Slice(offset, ProgramHeaderSize, "a program header");
        Segment segment = new(
            BinaryPrimitives.ReadUInt32LittleEndian(entry),
            BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]));
        if (segment.Type is LoadSegment or DynamicSegment)
        {
            CheckRange(segment.Offset, segment.FileSize, "a segment");
        }

        return segment;
    }

    // In two comparisons, as the sum of two numbers from the file may overflow.
    private void CheckRange(ulong offset, ulong length, string what)
    {
        ulong size = (ulong)_bytes.Length;
        if (offset > size || length > size - offset)
        {
            throw Malformed($"{what} runs past the end of the file");
        }
    }

    private sealed record Segment(uint Type, ulong Offset, ulong Address, ulong FileSize)
    {
        public bool Contains(ulong address) => address >= Address && address - Address < FileSize;
    }
}
