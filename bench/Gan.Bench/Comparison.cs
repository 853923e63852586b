namespace Gan.Bench;

/// <summary>
/// Two contenders timed in turn, so that a drifting machine hits both alike: A B A B ... The ratio is taken pair by pair,
/// and its median is the figure to quote.
/// </summary>
internal static class Comparison
{
    private const int WarmUp = 40;
    private const int Pairs = 101;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15); // until the other side's threads sleep

    /// <summary>Runs a benchmark and prints medians, spread and the ratio baseline / ours.</summary>
    public static void Print(string name)
    {
        using var ours = Contender.Start(name, "ours");
        using var baseline = Contender.Start(name, "baseline");
        for (var i = 0; i < WarmUp; i++)
        {
            ours.Time();
            baseline.Time();
        }
        var (a, b) = (new double[Pairs], new double[Pairs]);
        for (var i = 0; i < Pairs; i++)
        {
            Thread.Sleep(Pause);
            a[i] = ours.Time();
            Thread.Sleep(Pause);
            b[i] = baseline.Time();
        }
        var ratios = a.Zip(b, (x, y) => y / x).ToArray();
        Console.WriteLine($"{name}: {Median(ratios):F2}x  (pair by pair, quartiles {Quantile(ratios, 0.25):F2} to {Quantile(ratios, 0.75):F2}, "
            + $"extremes {ratios.Min():F2} to {ratios.Max():F2}; {Pairs} pairs)");
        Console.WriteLine($"  ours      median {Median(a),9:F3} ms  ({a.Min():F3} to {a.Max():F3})");
        Console.WriteLine($"  baseline  median {Median(b),9:F3} ms  ({b.Min():F3} to {b.Max():F3})");
    }

    private static double Median(double[] values) => Quantile(values, 0.5);

    private static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));
}
