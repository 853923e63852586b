using System.Runtime.InteropServices;

namespace Gan.Host.Cli;

/// <summary>
/// Turns SIGINT and SIGTERM into an orderly stop, and remembers which one came first. It listens until the process ends:
/// a second signal while the first one's work is being finished must not kill it.
/// </summary>
internal sealed class StopSignals
{
    private static readonly List<PosixSignalRegistration> Registrations = [];

    private int _first;

    /// <summary>Listens; the first signal calls <paramref name="stop"/>, later ones do nothing.</summary>
    public StopSignals(Action stop)
    {
        Listen(PosixSignal.SIGINT, Host.ExitCode.Interrupted, stop);
        Listen(PosixSignal.SIGTERM, Host.ExitCode.Terminated, stop);
    }

    /// <summary>The first signal's exit code; that of SIGTERM if something else asked to stop.</summary>
    public int ExitCode => _first == 0 ? Host.ExitCode.Terminated : _first;

    private void Listen(PosixSignal signal, int exitCode, Action stop) =>
        Registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // the process ends when its work is in order
            if (Interlocked.CompareExchange(ref _first, exitCode, 0) == 0)
                stop();
        }));
}
