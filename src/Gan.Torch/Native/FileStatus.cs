using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gan.Torch.Native;

/// <summary>Kind, owner and identity of a file, as the operating system has them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">Number of the user whom it belongs to.</param>
/// <param name="Group">Number of the group that it belongs to.</param>
/// <param name="Identity">Two names with equal ones name one file.</param>
internal readonly record struct FileStatus(FileKind Kind, uint Owner, uint Group, string Identity)
{
    // <linux/stat.h>; the layout of statx, unlike that of stat, is the same everywhere.
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint Wanted = 0x1 | 0x8 | 0x10 | 0x100;
    private const int StatxSize = 256;
    private const int OwnerOffset = 20;
    private const int GroupOffset = 24;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int SystemOffset = 136;
    private const int TypeMask = 0xF000;

    /// <summary>The status of a file, or of what a link leads to; null if there is none that this user can see.</summary>
    public static FileStatus? Of(string path, bool followLinks = true)
    {
        if (!OperatingSystem.IsLinux())
            return Managed(path);
        var status = new byte[StatxSize];
        if (GetStatus(CurrentDirectory, path, followLinks ? 0 : NoFollow, Wanted, status) != 0)
            return null;
        return new((FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset)) & TypeMask),
            BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(OwnerOffset)),
            BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(GroupOffset)),
            $"{BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(SystemOffset))}:"
                + $"{BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(NumberOffset))}");
    }

    // Elsewhere a file is known by where its links end, and nobody is known to own it.
    private static FileStatus? Managed(string path)
    {
        FileSystemInfo found = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return !found.Exists ? null : new(found is DirectoryInfo ? FileKind.Folder : FileKind.Plain, 0, 0,
            found.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? found.FullName);
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int GetStatus(
        int directory,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        byte[] status);
}

/// <summary>Kinds of files that are told apart; others are devices and pipes.</summary>
internal enum FileKind
{
    /// <summary>A folder.</summary>
    Folder = 0x4000,

    /// <summary>A plain file.</summary>
    Plain = 0x8000,

    /// <summary>A socket, which cannot be opened by its name.</summary>
    Socket = 0xC000,
}
