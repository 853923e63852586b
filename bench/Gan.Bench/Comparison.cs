using System.Diagnostics;

namespace Gan.Bench;

/// <summary>
/// Two contenders timed in turn, so that a drifting machine hits both alike: A B A B ... The ratio is taken pair by pair,
/// and its median is the figure to quote.
/// </summary>
internal static class Comparison
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private const int MostPairs = 101;
    private const int FewestPairs = 21;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15); // until the other side's threads sleep

    /// <summary>Runs a benchmark and prints medians, spread and the ratio baseline / ours.</summary>
    public static void Print(string name)
    {
        using var ours = Contender.Start(name, "ours");
        using var baseline = Contender.Start(name, "baseline");
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < WarmUp)
        {
            ours.Time();
            baseline.Time();
        }
        var (a, b) = (new List<double>(), new List<double>());
        var queries = 0L;
        started = Stopwatch.GetTimestamp();
        while (a.Count < FewestPairs || (a.Count < MostPairs && Stopwatch.GetElapsedTime(started) < Limit))
        {
            Thread.Sleep(Pause);
            (var milliseconds, queries) = ours.Time();
            a.Add(milliseconds);
            Thread.Sleep(Pause);
            b.Add(baseline.Time().Milliseconds);
        }
        var ratios = a.Zip(b, (x, y) => y / x).ToArray();
        Console.WriteLine($"{name}: {Median(ratios):F2}x  (pair by pair, quartiles {Quantile(ratios, 0.25):F2} to {Quantile(ratios, 0.75):F2}, "
            + $"extremes {ratios.Min():F2} to {ratios.Max():F2}; {a.Count} pairs)");
        Console.WriteLine($"  ours      median {Median(a),9:F3} ms  ({a.Min():F3} to {a.Max():F3})");
        Console.WriteLine($"  baseline  median {Median(b),9:F3} ms  ({b.Min():F3} to {b.Max():F3})");
        if (queries > 0)
            Console.WriteLine($"  ours      {1000 * queries / Median(a):F0} images x queries a second");
    }

    private static double Median(IReadOnlyCollection<double> values) => Quantile(values, 0.5);

    private static double Quantile(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
