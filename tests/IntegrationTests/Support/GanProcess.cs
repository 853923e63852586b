using System.Diagnostics;
using System.Runtime.InteropServices;
using Gan.Host;

namespace Gan.IntegrationTests.Support;

/// <summary>What a finished process left.</summary>
public sealed record GanResult(int ExitCode, string Output, string Error);

/// <summary>The real program in a process of its own.</summary>
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

    /// <summary>Starts the program; the environment of the tests' own settings is kept out.</summary>
    public static GanProcess Start(IEnumerable<string> args, IEnumerable<(string Name, string? Value)>? environment = null)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(GanError).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in info.Environment.Keys.Where(name => name == "GAN_DATA" || (name.StartsWith("GAN_", StringComparison.Ordinal) && name.Contains("__", StringComparison.Ordinal))).ToArray())
            info.Environment.Remove(name);
        info.Environment["GAN_Dashboard__Address"] = "none"; // its port is one for the whole machine: tests of the dashboard choose their own
        info.Environment["OMP_NUM_THREADS"] = "1"; // tests run beside each other: threads of one that wait for one another would keep the others from running
        foreach (var (name, value) in environment ?? [])
            info.Environment[name] = value;
        return new GanProcess(Process.Start(info)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static GanResult Run(params string[] args)
    {
        using var process = Start(args);
        return process.WaitForEnd();
    }

    /// <summary>Runs the program, which has to end with 0.</summary>
    public static void Done(params string[] args)
    {
        var result = Run(args);
        Assert.True(result.ExitCode == 0, result.Error);
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
        var number = signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGTERM => 15, _ => throw new ArgumentException(null, nameof(signal)) };
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
