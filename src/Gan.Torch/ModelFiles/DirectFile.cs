using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Gan.Torch.Native;

namespace Gan.Torch.ModelFiles;

/// <summary>
/// Files that are opened and written where they stand, nothing being renamed: devices, pipes, and what this process has open
/// already (<c>/dev/stdout</c>, <c>/dev/fd/N</c>).
/// </summary>
internal static partial class DirectFile
{
    // <fcntl.h>, <errno.h> and <unistd.h>.
    private const int WriteOnly = 0x1;
    private const int Truncate = 0x200;
    private const int CloseOnExecute = 0x80000;
    private const int GetFlags = 3;
    private const int AccessMask = 0x3;
    private const int Interrupted = 4;
    private const int MayWrite = 2;

    private const int LongestChain = 40;
    private const int BlockSize = 1 << 16;

    /// <summary>True if a name stands for something that is written where it stands, and not for a plain file or nothing yet.</summary>
    public static bool Is(string path) => DescriptorOf(path) is not null
        || FileStatus.Of(path) is { Kind: not FileKind.Plain and not FileKind.Folder };

    /// <summary>Looks whether what is there may be written, without opening it: who reads a pipe would see it end.</summary>
    /// <exception cref="IOException">It may not.</exception>
    public static void RequireWritable(string path)
    {
        if (DescriptorOf(path) is { } descriptor)
        {
            var flags = Control(descriptor, GetFlags);
            if (flags < 0)
                throw LastError();
            if ((flags & AccessMask) == 0)
                throw new IOException("it is open for reading only");
        }
        else if (FileStatus.Of(path) is { Kind: FileKind.Socket })
            throw new IOException("it is a socket");
        else if (Access(path, MayWrite) != 0)
            throw LastError();
    }

    /// <summary>Writes what is there with a plain file's contents.</summary>
    /// <param name="source">The plain file.</param>
    /// <param name="path">What is there.</param>
    /// <param name="emptied">Whether what it holds is removed first.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Copy(string source, string path, bool emptied = false)
    {
        using var contents = File.OpenRead(source);
        // What is open already has a place to go on from, which it has in common with whoever opened it.
        var descriptor = DescriptorOf(path) is { } open ? Duplicate(open)
            : Open(path, WriteOnly | CloseOnExecute | (emptied ? Truncate : 0));
        if (descriptor < 0)
            throw LastError();
        try
        {
            var block = new byte[BlockSize];
            for (int count; (count = contents.Read(block)) > 0;)
                WriteAll(descriptor, block.AsSpan(0, count));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static void WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = Write(descriptor, bytes, bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() != Interrupted)
                throw LastError();
        }
    }

    private static int? DescriptorOf(string path)
    {
        path = Path.GetFullPath(path);
        for (var links = 0; links < LongestChain; links++)
        {
            if (DescriptorName().Match(path) is { Success: true } match)
                return int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (new FileInfo(path).LinkTarget is not { } target)
                return null;
            path = Path.GetFullPath(target, Path.GetDirectoryName(path)!);
        }
        return null;
    }

    private static IOException LastError() => new(Marshal.GetLastPInvokeErrorMessage());

    [GeneratedRegex(@"^/(dev|proc/(self|thread-self))/fd/(?<number>[0-9]{1,9})$")]
    private static partial Regex DescriptorName();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
