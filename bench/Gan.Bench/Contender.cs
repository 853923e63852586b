using System.Diagnostics;
using System.Globalization;
using Gan.Host.Native;
using Gan.Host.Tensors;
using Gan.Math.Attacks;

namespace Gan.Bench;

/// <summary>
/// One side of a comparison in a process of its own, so that neither side works under the other's settings of the
/// allocator and of the threads: reads a line, runs its code once, answers with the milliseconds it took.
/// </summary>
internal sealed class Contender : IDisposable
{
    private static readonly Dictionary<string, (Func<Action> Ours, Func<Action> Baseline)> Benchmarks = new()
    {
        ["adam"] = (AdamBenchmark.Ours, AdamBenchmark.Baseline),
        ["step"] = (StepBenchmark.Ours, StepBenchmark.Baseline),
        ["pgd"] = (() => AttackBenchmark.Ours(_ => Attack.NewGradientSteps(new PgdOptions(Objective.CrossEntropy, 10, 0.03, 0, true), 1)),
            () => AttackBenchmark.Baseline((plain, images, labels) => plain.Pgd(images, labels))),
        ["apgd"] = (() => AttackBenchmark.Ours(_ => Attack.NewAutoPgd(Objective.CrossEntropy, 100, 1)),
            () => AttackBenchmark.Baseline((plain, images, labels) => plain.Apgd(images, labels))),
        ["loader"] = (LoaderBenchmark.Ours, LoaderBenchmark.Baseline),
    };

    private readonly Process _process;

    private Contender(Process process) => _process = process;

    /// <summary>Names of the benchmarks.</summary>
    public static IEnumerable<string> Names => Benchmarks.Keys;

    /// <summary>Starts this program again as one side.</summary>
    public static Contender Start(string name, string side) =>
        new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", name, side])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    /// <summary>Runs the side's code once, in milliseconds.</summary>
    public double Time()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <summary>The other end: answers until its input ends.</summary>
    public static int Serve(string name, string side)
    {
        // The project's own start-up against the bare loading of the libraries, without which nothing runs here.
        if (side == "ours")
            Devices.LoadLibTorch();
        else
            LibTorch.Load();
        var action = side == "ours" ? Benchmarks[name].Ours() : Benchmarks[name].Baseline();
        while (Console.ReadLine() is not null)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString("R", CultureInfo.InvariantCulture));
        }
        return 0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
