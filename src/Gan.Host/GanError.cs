namespace Gan.Host;

/// <summary>The codes that the process returns to its caller.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Wrong arguments or configuration.</summary>
    public const int Usage = 2;

    /// <summary>The run diverged or is unsound.</summary>
    public const int Diverged = 3;

    /// <summary>Data, a checkpoint, the run directory, a file to write, standard output or libtorch cannot be read or written.</summary>
    public const int Unreadable = 4;

    /// <summary>Stopped by SIGINT after saving.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM or SIGHUP after saving.</summary>
    public const int Terminated = 143;
}

/// <summary>
/// A failure that the user can act on: one clear sentence a line, what to do, and the exit code.
/// It is printed without a stack trace unless <c>--verbose</c> asks for one.
/// </summary>
public sealed class GanError(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="Host.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
