using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gan.Torch.Modalities;

/// <summary>The kind of a file.</summary>
internal enum FileKind
{
    /// <summary>Nothing is there, or it cannot be looked at.</summary>
    Missing,

    /// <summary>A plain file.</summary>
    Plain,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a socket or a device: to open one may wait for ever.</summary>
    Special,
}

/// <summary>What the file system says of a path, links followed, without opening what it names.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Device">Number of the file system.</param>
/// <param name="Number">Number of the file within it: two paths with equal numbers are one file.</param>
internal readonly partial record struct FileIdentity(FileKind Kind, ulong Device, ulong Number)
{
    // Of Linux's statx, whose structure is the same on every processor.
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;
    private const int Size = 256;
    private const int ModeAt = 28;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;
    private const int KindMask = 0xF000;
    private const int PlainMode = 0x8000;
    private const int FolderMode = 0x4000;

    /// <summary>Looks at a path.</summary>
    public static FileIdentity Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return new(Directory.Exists(path) ? FileKind.Folder : File.Exists(path) ? FileKind.Plain : FileKind.Missing, 0, 0);
        Span<byte> found = stackalloc byte[Size];
        if (Look(CurrentFolder, path, 0, BasicFields, ref MemoryMarshal.GetReference(found)) != 0)
            return default;
        var kind = (BinaryPrimitives.ReadUInt16LittleEndian(found[ModeAt..]) & KindMask) switch
        {
            PlainMode => FileKind.Plain,
            FolderMode => FileKind.Folder,
            _ => FileKind.Special,
        };
        return new(kind, BinaryPrimitives.ReadUInt64LittleEndian(found[DeviceAt..]), BinaryPrimitives.ReadUInt64LittleEndian(found[NumberAt..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint fields, ref byte found);
}
