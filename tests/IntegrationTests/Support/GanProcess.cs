using System.Diagnostics;
using System.Runtime.InteropServices;
using Gan.Host;

namespace Gan.IntegrationTests.Support;

/// <summary>The real program in a process of its own, for tests of what only a process has: signals, kills, its own environment.</summary>
public sealed partial class GanProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private GanProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">What differs from the environment of the tests.</param>
    /// <param name="script">Lines of bash that start it as <c>"$@"</c>, for what only a shell can do to a process.</param>
    public static GanProcess Start(IEnumerable<string> args, IEnumerable<(string Name, string? Value)>? environment = null, string? script = null)
    {
        string[] command = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(GanError).Assembly.Location, .. args];
        if (script is not null)
            command = ["bash", "-c", script, "gan", .. command];
        // Where the tests run in the background, signals are ignored, and a program would inherit that.
        var info = new ProcessStartInfo("env", ["--default-signal=INT,HUP", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        info.Environment["OMP_NUM_THREADS"] = "1"; // tests run beside each other: threads of one that wait for one another would keep the others from running
        foreach (var (name, value) in environment ?? [])
            info.Environment[name] = value;
        return new GanProcess(Process.Start(info)!);
    }

    /// <summary>Runs the program in a process of its own to its end.</summary>
    public static GanResult Run(params string[] args)
    {
        using var process = Start(args);
        return process.WaitForEnd();
    }

    /// <summary>Runs the program from lines of bash, which start it as <c>"$@"</c>, to its end.</summary>
    public static GanResult RunFrom(string script, params string[] args)
    {
        using var process = Start(args, script: script);
        return process.WaitForEnd();
    }

    public GanResult WaitForEnd() => WaitForEnd(TimeSpan.FromMinutes(10));

    public GanResult WaitForEnd(TimeSpan limit)
    {
        if (!_process.WaitForExit(limit))
        {
            _process.Kill();
            throw new TimeoutException($"The program did not end within {limit.TotalMinutes} minutes. It printed:\n{_output.Result}{_error.Result}");
        }
        return new GanResult(_process.ExitCode, _output.Result, _error.Result);
    }

    public void Send(PosixSignal signal)
    {
        var number = signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGTERM => 15, PosixSignal.SIGHUP => 1, _ => throw new ArgumentException(null, nameof(signal)) };
        Assert.Equal(0, Kill(_process.Id, number));
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until a condition of the run's files holds; fails if the process ends before.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition();)
        {
            Assert.False(_process.HasExited && !condition(), "The program ended too early.");
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), "Waited for five minutes.");
            Thread.Sleep(5);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
