using System.Runtime.InteropServices;

namespace Gan.Host.Cli;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into an orderly stop, and remembers which one came first. It listens until the work is in order and
/// it is disposed: a second signal while the first one's work is being finished must not kill the process. A terminal that is closed
/// (SIGHUP) stops like SIGTERM; where it is ignored, as under nohup, .NET
/// leaves it so.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    private int _first;

    /// <summary>Listens; the first signal calls <paramref name="stop"/>, later ones do nothing.</summary>
    public StopSignals(Action stop)
    {
        Listen(PosixSignal.SIGINT, Host.ExitCode.Interrupted, stop);
        Listen(PosixSignal.SIGTERM, Host.ExitCode.Terminated, stop);
        Listen(PosixSignal.SIGHUP, Host.ExitCode.Terminated, stop);
    }

    /// <summary>The first signal's exit code; that of SIGTERM if something else asked to stop.</summary>
    public int ExitCode => _first == 0 ? Host.ExitCode.Terminated : _first;

    /// <summary>Listens no more.</summary>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Listen(PosixSignal signal, int exitCode, Action stop) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // the process ends when its work is in order
            if (Interlocked.CompareExchange(ref _first, exitCode, 0) == 0)
                stop();
        }));
}
