using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Gan.Host.Cli;

/// <summary>Turns SIGINT and SIGTERM into an orderly stop of the host, and remembers which one it was.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _first;

    /// <summary>Listens until disposed.</summary>
    public StopSignals(IHostApplicationLifetime lifetime)
    {
        _interrupt = Listen(PosixSignal.SIGINT, Host.ExitCode.Interrupted, lifetime);
        _terminate = Listen(PosixSignal.SIGTERM, Host.ExitCode.Terminated, lifetime);
    }

    /// <summary>The first signal's exit code; that of SIGTERM if the host was stopped otherwise.</summary>
    public int ExitCode => _first == 0 ? Host.ExitCode.Terminated : _first;

    private PosixSignalRegistration Listen(PosixSignal signal, int exitCode, IHostApplicationLifetime lifetime) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // the process ends when the state is saved
            Interlocked.CompareExchange(ref _first, exitCode, 0);
            lifetime.StopApplication();
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
