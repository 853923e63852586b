using Gan.Torch.ModelFiles;

namespace Gan.Host.Runs;

/// <summary>Files that the user asked for by name.</summary>
internal static class OutputFile
{
    /// <summary>Looks whether a file could be written, before the work that fills it; what is there stays.</summary>
    /// <exception cref="GanError">It could not.</exception>
    public static void RequireWritable(string path) => Guard(path, () =>
    {
        if (Directory.Exists(path))
            throw new IOException("it is a folder");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
        File.Create(probe).Dispose();
        File.Delete(probe);
    });

    /// <summary>Writes one, whole or not at all.</summary>
    /// <exception cref="GanError">It cannot be written.</exception>
    public static void Write(string path, Action<string> write) => Guard(path, () => DurableFiles.Replace(path, write));

    private static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot write {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}
