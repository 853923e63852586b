using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gan.Torch.ModelFiles;

/// <summary>
/// Files and directories that appear whole or not at all, and survive a power cut: written under another name, flushed,
/// renamed. .NET flushes files but not the directories that name them.
/// </summary>
internal static partial class DurableFiles
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY

    /// <summary>Writes a file beside its final place and renames it; a failure leaves an older file as it was.</summary>
    public static void Replace(string path, Action<string> write)
    {
        path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(path) ?? throw new IOException($"{path} is not the name of a file");
        Directory.CreateDirectory(folder);
        var partial = Path.Combine(folder, $".partial-{Path.GetFileName(path)}");
        try
        {
            write(partial);
            using (var file = File.OpenHandle(partial, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(file);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
        FlushDirectory(folder);
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

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
