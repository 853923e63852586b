namespace Gan.Host.Runs;

/// <summary>Locks of files between processes.</summary>
internal static class FileLocks
{
    /// <summary>True if a file could not be opened because another process, or another part of this one, holds it.</summary>
    /// <param name="cause">What opening it ended with: EWOULDBLOCK of flock, as .NET reports it.</param>
    public static bool IsHeld(IOException cause) => cause.HResult is 11 or unchecked((int)0x80070020);
}
