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
        _ => null,
    };
}
