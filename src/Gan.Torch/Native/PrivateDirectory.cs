using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gan.Torch.Native;

/// <summary>Directories that only this user can change: code is loaded from them.</summary>
[SupportedOSPlatform("linux")]
internal static class PrivateDirectory
{
    /// <summary>Mode 0700.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // <linux/stat.h>; the layout of statx, unlike that of stat, is the same everywhere.
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeAndOwner = 0x1 | 0x8;
    private const int StatxSize = 256;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int DirectoryType = 0x4000;

    /// <summary>The effective user.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>Makes a directory with mode 0700, or takes one that is there if it belongs to this user.</summary>
    /// <exception cref="IOException">It cannot be made, or is not a directory of this user.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made or read.</exception>
    public static void Ensure(string path)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        CheckOwner(path);
        File.SetUnixFileMode(path, OwnerOnly);
    }

    // Links are not followed: in a temporary folder that all share, someone else may have put one there.
    private static void CheckOwner(string path)
    {
        byte[] status = new byte[StatxSize];
        if (GetStatus(CurrentDirectory, path, NoFollow, TypeAndOwner, status) != 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        bool isDirectory = (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset)) & TypeMask) == DirectoryType;
        uint owner = BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(OwnerOffset));
        if (!isDirectory || owner != CurrentUser)
        {
            throw new IOException($"{path} is not a directory of this user");
        }
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int GetStatus(
        int directory,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        byte[] status);
}
