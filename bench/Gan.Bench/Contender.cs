using System.Diagnostics;
using System.Globalization;
using Gan.Math.Attacks;
using Gan.Torch.Native;
using Gan.Torch.Tensors;

namespace Gan.Bench;

/// <summary>
/// One side of a comparison in a process of its own, so that neither side works under the other's settings of the
/// allocator and of the threads: reads a line, runs its code once, answers with the milliseconds it took.
/// </summary>
internal sealed class Contender : IDisposable
{
    private static readonly OrderedDictionary<string, (Func<Func<long>> Ours, Func<Func<long>> Baseline)> Benchmarks = All();

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

    /// <summary>Runs the side's code once: milliseconds, and how many images it asked a classifier about.</summary>
    public (double Milliseconds, long Queries) Time()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine()!.Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), long.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    private static OrderedDictionary<string, (Func<Func<long>>, Func<Func<long>>)> All()
    {
        static Func<Func<long>> Uncounted(Func<Action> make) => () =>
        {
            var action = make();
            return () =>
            {
                action();
                return 0;
            };
        };
        var all = new OrderedDictionary<string, (Func<Func<long>>, Func<Func<long>>)>
        {
            ["adam"] = (Uncounted(AdamBenchmark.Ours), Uncounted(AdamBenchmark.Baseline)),
            ["step"] = (Uncounted(StepBenchmark.Ours), Uncounted(StepBenchmark.Baseline)),
            ["loader"] = (Uncounted(LoaderBenchmark.Ours), Uncounted(LoaderBenchmark.Baseline)),
        };
        foreach (var name in Attack.All.Select(attack => attack.Name))
            all[name] = (() => AttackBenchmark.Ours(name), () => AttackBenchmark.Baseline(name));
        return all;
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
            var queries = action();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:R} {queries}"));
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
