using System.Runtime.InteropServices;

namespace Gan.Host.Cli;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into an orderly stop, and remembers which one came first. It listens until the work is in order and
/// it is disposed: a second signal while the first one's work is being finished must not kill the process. A terminal that is closed
/// (SIGHUP) stops like SIGTERM; where it is ignored, as under nohup, .NET leaves it so. Where nothing is to be saved, the process ends
/// after a few seconds, whatever it waits for.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly Action _stop;
    private readonly Func<bool> _savesNothing;

    private int _first;

    /// <summary>Listens; the first signal asks the work to stop, later ones do nothing.</summary>
    /// <param name="stop">Asks it to.</param>
    /// <param name="savesNothing">Whether a process that ended now would lose nothing that was done; null if it never would.</param>
    public StopSignals(Action stop, Func<bool>? savesNothing = null)
    {
        (_stop, _savesNothing) = (stop, savesNothing ?? (() => true));
        Listen(PosixSignal.SIGINT, Host.ExitCode.Interrupted);
        Listen(PosixSignal.SIGTERM, Host.ExitCode.Terminated);
        Listen(PosixSignal.SIGHUP, Host.ExitCode.Terminated);
    }

    /// <summary>The first signal's exit code; that of SIGTERM if something else asked to stop.</summary>
    public int ExitCode => _first == 0 ? Host.ExitCode.Terminated : _first;

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _registrations.ForEach(registration => registration.Dispose());
        _disposed.Dispose();
    }

    private void Listen(PosixSignal signal, int exitCode) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // the process ends when its work is in order
            if (Interlocked.CompareExchange(ref _first, exitCode, 0) != 0)
                return;
            _ = EndSoon();
            _stop();
        }));

    // A file that does not answer, a large one that is decoded: neither looks at what it is asked.
    private async Task EndSoon()
    {
        await Task.Delay(Patience, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_disposed.IsCancellationRequested || !_savesNothing())
            return;
        Console.Error.WriteLine("Stopped while something was waited for; nothing had to be saved.");
        Environment.Exit(ExitCode);
    }
}
