using System.Runtime.InteropServices;

namespace Gan.Host.Cli;

/// <summary>Turns SIGINT and SIGTERM into an orderly stop, and remembers which one came first.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _first;

    /// <summary>Listens until disposed.</summary>
    public StopSignals(Action stop)
    {
        _interrupt = Listen(PosixSignal.SIGINT, Host.ExitCode.Interrupted, stop);
        _terminate = Listen(PosixSignal.SIGTERM, Host.ExitCode.Terminated, stop);
    }

    /// <summary>The first signal's exit code; that of SIGTERM if something else asked to stop.</summary>
    public int ExitCode => _first == 0 ? Host.ExitCode.Terminated : _first;

    private PosixSignalRegistration Listen(PosixSignal signal, int exitCode, Action stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // the process ends when its work is in order
            Interlocked.CompareExchange(ref _first, exitCode, 0);
            stop();
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
