using Gan.Torch.ModelFiles;
using Gan.Torch.Native;

namespace Gan.Host.Runs;

/// <summary>
/// Files that the user asked for by name. A plain file is replaced whole, at the end of the links that lead to it, and keeps its mode
/// and owner; a device, a pipe and an open descriptor are written where they stand.
/// </summary>
internal static class OutputFile
{
    /// <summary>Looks whether a file could be written, before the work that fills it; what is there stays.</summary>
    /// <exception cref="GanError">It could not.</exception>
    public static void RequireWritable(string path) => Guard(path, () =>
    {
        if (DirectFile.Is(path))
        {
            DirectFile.RequireWritable(path);
            return;
        }
        switch (FileStatus.Of(path)?.Kind)
        {
            case FileKind.Folder:
                throw new IOException("it is a folder");
            case FileKind.Plain:
                DirectFile.RequireWritable(path);
                break;
        }
        DurableFiles.RequireRoom(path);
    });

    /// <summary>Writes one: a plain file whole or not at all.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="write">Writes a plain file.</param>
    /// <exception cref="GanError">It cannot be written.</exception>
    public static void Write(string path, Action<string> write) => Guard(path, () =>
    {
        if (DirectFile.Is(path))
            WriteWhereItStands(path, write);
        else
            DurableFiles.Replace(path, write);
    });

    /// <summary>The first of the files that others can be kept beside, as they are plain ones; null if there is none.</summary>
    public static string? Plain(params IEnumerable<string?> paths) =>
        paths.FirstOrDefault(path => path is not null && !DirectFile.Is(path));

    /// <summary>Where a plain file's contents are; null of what is written where it stands, which several may share.</summary>
    public static string? PlaceOf(string path) => DirectFile.Is(path) ? null : DurableFiles.Target(path);

    // Pictures and weights are not written from their beginning to their end, as a pipe has to be.
    private static void WriteWhereItStands(string path, Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory("gan-");
        try
        {
            var whole = Path.Combine(folder.FullName, $"whole{Path.GetExtension(path)}");
            write(whole);
            DirectFile.Copy(whole, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot write {path}: {Reason(cause)}.", cause);
        }
    }

    private static string Reason(Exception cause) => cause is PathTooLongException
        ? "its name is too long for the longer ones that are needed beside it: choose a shorter one" : cause.Message.TrimEnd('.');
}
