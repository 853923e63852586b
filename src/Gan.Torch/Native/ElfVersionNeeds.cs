using System.Buffers.Binary;
using System.Text;

namespace Gan.Torch.Native;

/// <summary>
/// The symbol versions that an ELF64 image needs from its dependencies (<c>.gnu.version_r</c>).
/// </summary>
public static class ElfVersionNeeds
{
    private const long StringTableTag = 5;
    private const long VersionNeedTag = 0x6ffffffe;
    private const long VersionNeedCountTag = 0x6fffffff;
    private const int EntrySize = 16;
    private const ushort WeakFlag = 0x2;

    /// <summary>
    /// Copies an image with the need for one symbol version made weak: the dynamic loader then
    /// loads it even where the dependency lacks that version.
    /// </summary>
    /// <param name="image">The bytes of an ELF64 little-endian image; they are not changed.</param>
    /// <param name="versionName">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="copy">The copy; equal to <paramref name="image"/> when the version is not needed.</param>
    /// <returns>Whether the image needs that version.</returns>
    /// <exception cref="InvalidDataException">The image is malformed.</exception>
    public static bool TryMakeWeak(ReadOnlySpan<byte> image, string versionName, out byte[] copy)
    {
        copy = image.ToArray();
        ElfImage elf = new(copy);
        IReadOnlyDictionary<long, ulong> dynamic = elf.ReadDynamicSection();
        if (!dynamic.TryGetValue(VersionNeedTag, out ulong address))
        {
            return false;
        }

        ulong offset = elf.FileOffset(address, "the version needs");
        ulong count = Required(dynamic, VersionNeedCountTag, "DT_VERNEEDNUM");
        ulong strings = elf.FileOffset(Required(dynamic, StringTableTag, "DT_STRTAB"), "the string table");
        return MarkInFiles(elf, offset, count, strings, Encoding.ASCII.GetBytes(versionName));
    }

    private static ulong Required(IReadOnlyDictionary<long, ulong> dynamic, long tag, string name) =>
        dynamic.TryGetValue(tag, out ulong value)
            ? value
            : throw ElfImage.Malformed($"it has version needs but no {name}");

    // One entry for each dependency. Every step goes forward, so that a crooked count cannot loop for ever.
    private static bool MarkInFiles(ElfImage elf, ulong offset, ulong count, ulong strings, ReadOnlySpan<byte> name)
    {
        bool found = false;
        for (ulong index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> need = elf.Slice(offset, EntrySize, "a version need");
            if (BinaryPrimitives.ReadUInt16LittleEndian(need) != 1)
            {
                throw ElfImage.Malformed("a version need has an unknown format");
            }

            ushort versions = BinaryPrimitives.ReadUInt16LittleEndian(need[2..]);
            ulong first = offset + BinaryPrimitives.ReadUInt32LittleEndian(need[8..]);
            found |= MarkInVersions(elf, first, versions, strings, name);

            offset = Next(offset, need, isLast: index + 1 == count);
        }

        return found;
    }

    private static bool MarkInVersions(ElfImage elf, ulong offset, uint count, ulong strings, ReadOnlySpan<byte> name)
    {
        bool found = false;
        for (uint index = 0; index < count; index++)
        {
            Span<byte> version = elf.Slice(offset, EntrySize, "a needed version");
            ulong nameOffset = strings + BinaryPrimitives.ReadUInt32LittleEndian(version[8..]);
            if (elf.StringEquals(nameOffset, name, "the name of a needed version"))
            {
                SetWeak(version[4..]);
                found = true;
            }

            offset = Next(offset, version, isLast: index + 1 == count);
        }

        return found;
    }

    private static void SetWeak(Span<byte> flags)
    {
        ushort value = BinaryPrimitives.ReadUInt16LittleEndian(flags);
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(value | WeakFlag));
    }

    private static ulong Next(ulong offset, ReadOnlySpan<byte> entry, bool isLast)
    {
        uint step = BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);
        if (step == 0 && !isLast)
        {
            throw ElfImage.Malformed("the list of version needs ends before its count");
        }

        return offset + step;
    }
}
