using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gan.Torch.Native;

/// <summary>Directories that only this user can change: code is loaded from them.</summary>
[SupportedOSPlatform("linux")]
internal static class PrivateDirectory
{
    /// <summary>Mode 0700.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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
        if (FileStatus.Of(path, followLinks: false) is not { Kind: FileKind.Folder, Owner: var owner } || owner != CurrentUser)
        {
            throw new IOException($"{path} is not a directory of this user");
        }
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();
}
