using System.Runtime.InteropServices;

namespace Gan.Host.Cli;

/// <summary>Limits that the operating system puts on the process, looked at before anything fails for it halfway.</summary>
internal static partial class ProcessLimits
{
    // Of Linux's <sys/resource.h>.
    private const int OpenFiles = 7;
    private const ulong Needed = 256;

    /// <summary>Refuses to run with fewer open files than a training with its dashboard needs.</summary>
    /// <exception cref="GanError">Fewer are allowed.</exception>
    public static void Require()
    {
        if (OperatingSystem.IsLinux() && GetLimit(OpenFiles, out var limit) == 0)
            Require(limit.Now);
    }

    /// <summary>Refuses a limit that is too low.</summary>
    /// <param name="files">How many files may be open at once.</param>
    /// <exception cref="GanError">They are too few.</exception>
    internal static void Require(ulong files)
    {
        if (files < Needed)
            throw new GanError(ExitCode.Unreadable, $"Only {files} files may be open at once (ulimit -n), and the program needs {Needed}: "
                + "raise the limit, under systemd by LimitNOFILE.");
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    private readonly record struct Limit(ulong Now, ulong Most);
}
