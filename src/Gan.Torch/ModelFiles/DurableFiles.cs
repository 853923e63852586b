using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Gan.Torch.Native;

namespace Gan.Torch.ModelFiles;

/// <summary>
/// Files and directories that appear whole or not at all, and survive a power cut: written under another name, flushed,
/// renamed. .NET flushes files but not the directories that name them.
/// </summary>
internal static partial class DurableFiles
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY
    private const int LongestPath = 4096; // PATH_MAX

    private const string PartialPrefix = ".partial-";

    /// <summary>
    /// Writes a file beside its final place and renames it; a failure leaves an older file as it was. The new file has the older one's
    /// mode and owner, and a link leads to it as to the older one: where this user may not give the file to its owner, it is filled
    /// where it stands.
    /// </summary>
    public static void Replace(string path, Action<string> write)
    {
        path = Target(path);
        var folder = FolderOf(path);
        Directory.CreateDirectory(folder);
        var partial = PartialOf(path);
        try
        {
            write(partial);
            using (var file = File.OpenHandle(partial, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(file);
            if (!TakesModeAndOwner(partial, path))
            {
                DirectFile.Copy(partial, path, emptied: true);
                File.Delete(partial);
                return;
            }
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
        FlushDirectory(folder);
    }

    /// <summary>Looks whether a file could be written beside its final place; makes the folder if there is none.</summary>
    /// <exception cref="IOException">It could not.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static void RequireRoom(string path)
    {
        path = Target(path);
        Directory.CreateDirectory(FolderOf(path));
        new FileStream(PartialOf(path), new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Options = FileOptions.DeleteOnClose,
        }).Dispose();
    }

    /// <summary>Where a file's contents are: at the end of the links, if there are some.</summary>
    public static string Target(string path)
    {
        path = Path.GetFullPath(path);
        if (new FileInfo(path).LinkTarget is null)
            return path;
        // The C library looks at each folder on the way too, but for files that are there only.
        var real = new byte[LongestPath];
        return RealPath(path, real) != 0 ? Encoding.UTF8.GetString(real, 0, Array.IndexOf(real, (byte)0))
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
    }

    private static string FolderOf(string path) =>
        Path.GetDirectoryName(path) ?? throw new IOException($"{path} is not the name of a file");

    private static string PartialOf(string path) => Path.Combine(FolderOf(path), PartialPrefix + Path.GetFileName(path));

    private static bool TakesModeAndOwner(string partial, string path)
    {
        if (OperatingSystem.IsWindows() || FileStatus.Of(path) is not { Kind: FileKind.Plain } old)
            return true;
        if (FileStatus.Of(partial) is { } made && (made.Owner, made.Group) != (old.Owner, old.Group)
            && ChangeOwner(partial, old.Owner, old.Group) != 0)
            return false;
        File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
        return true;
    }

    /// <summary>Renames a directory whose entries are flushed first, then flushes the parent's.</summary>
    public static void PublishDirectory(string partial, string final)
    {
        FlushDirectory(partial);
        Directory.Move(partial, final);
        FlushDirectory(Path.GetDirectoryName(final)!);
    }

    /// <summary>Makes a directory's names durable.</summary>
    public static void FlushDirectory(string folder)
    {
        var descriptor = Open(folder, ReadOnlyDirectory);
        if (descriptor < 0)
            throw LastError($"Cannot open {folder}");
        try
        {
            if (Synchronise(descriptor) != 0)
                throw LastError($"Cannot flush {folder}");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException LastError(string what)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, [Out] byte[] real);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
