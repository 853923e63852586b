namespace Gan.Host.Checkpoints;

/// <summary>Files that the user asked for by name.</summary>
internal static class OutputFile
{
    /// <summary>Writes one, whole or not at all.</summary>
    /// <exception cref="GanError">It cannot be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        try
        {
            DurableFiles.Replace(path, write);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot write {path}: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}
