using System.Runtime.InteropServices;
using Gan.Torch;

namespace Gan.Host;

/// <summary>Which exit code a failure ends the process with.</summary>
internal static class Failures
{
    /// <summary>The code of a failure that the user can act on; null for a defect of the program.</summary>
    public static int? ExitCodeOf(Exception failure) => failure switch
    {
        GanError error => error.ExitCode,
        InvalidRequestException => ExitCode.Usage,
        DivergedException => ExitCode.Diverged,
        DataException or ModelFileException => ExitCode.Unreadable,
        _ => OutOf(failure) is null ? null : ExitCode.Unreadable,
    };

    /// <summary>A sentence on a failure that the user can act on.</summary>
    public static string Describe(Exception failure) => OutOf(failure) is { } what
        ? $"The system gives no more {what}: choose smaller batches or networks, or raise the limit (ulimit -a shows it)."
        : failure.Message;

    private static string? OutOf(Exception failure) => failure switch
    {
        OutOfMemoryException when failure.Message.Contains("thread", StringComparison.OrdinalIgnoreCase) => "threads",
        OutOfMemoryException => "memory",
        ExternalException when failure.Message.Contains("can't allocate memory", StringComparison.Ordinal) => "memory",
        _ => null,
    };
}
