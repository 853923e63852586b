using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gan.Host.Checkpoints;

/// <summary>Directory operations that survive a power cut: .NET flushes files but not directories.</summary>
internal static partial class DurableDirectory
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY

    /// <summary>Renames a directory whose own entries are flushed first, then flushes the parent's.</summary>
    public static void Publish(string partial, string final)
    {
        Flush(partial);
        Directory.Move(partial, final);
        Flush(Path.GetDirectoryName(final)!);
    }

    private static void Flush(string folder)
    {
        var descriptor = Open(folder, ReadOnlyDirectory);
        if (descriptor < 0)
            throw new IOException($"Cannot open {folder}", new Win32Exception(Marshal.GetLastPInvokeError()));
        try
        {
            if (Synchronise(descriptor) != 0)
                throw new IOException($"Cannot flush {folder}", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
