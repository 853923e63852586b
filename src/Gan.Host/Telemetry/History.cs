using Gan.Torch.Training;

namespace Gan.Host.Telemetry;

/// <summary>A measure over neighbouring reports.</summary>
/// <param name="Step">The last one's step.</param>
/// <param name="Mean">Mean over them.</param>
/// <param name="Least">The least of them.</param>
/// <param name="Most">The largest of them.</param>
internal readonly record struct HistoryPoint(long Step, double Mean, double Least, double Most);

/// <summary>
/// The course of a run in bounded memory: each report by itself as long as there are few, then two neighbours together, then four, so that
/// neither the beginning nor a spike is lost.
/// </summary>
internal sealed class History
{
    private const int Most = 1024; // points

    private readonly List<Bucket> _buckets = [];
    private readonly Dictionary<Measure, (long Step, double Value)> _last = [];
    private int _width = 1; // reports a bucket

    /// <param name="reports">Reports to begin with, in order.</param>
    public History(params IEnumerable<StepReport> reports)
    {
        foreach (var report in reports)
            Add(report);
    }

    /// <summary>A copy of the course, which later reports do not change.</summary>
    public History Snapshot()
    {
        var copy = new History { Last = Last, _width = _width };
        copy._buckets.AddRange(_buckets);
        foreach (var (measure, last) in _last)
            copy._last[measure] = last;
        if (copy._buckets.Count > 0)
            copy._buckets[^1] = Bucket.Merge(new Bucket(), copy._buckets[^1]); // the only one that still grows
        return copy;
    }

    /// <summary>The last report; null before the first.</summary>
    public StepReport? Last { get; private set; }

    /// <summary>A measure's last value, and the step that reported it: not every report has every measure.</summary>
    public (long Step, double Value) LastOf(Measure measure) => _last[measure];

    /// <summary>Measures that were reported, in their own order.</summary>
    public IEnumerable<Measure> Measures => Measure.All.Where((_, index) => _buckets.Exists(bucket => bucket.Counts[index] > 0));

    /// <summary>Adds a report of a later step.</summary>
    public void Add(StepReport report)
    {
        Last = report;
        foreach (var (measure, value) in report.Terms)
            _last[measure] = (report.Step, value);
        if (_buckets.Count == 0 || _buckets[^1].Reports == _width)
        {
            if (_buckets.Count == Most)
                MergeNeighbours();
            _buckets.Add(new Bucket());
        }
        _buckets[^1].Add(report);
    }

    /// <summary>The course of a measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="most">Points that are wanted at most: neighbours are taken together until there are no more.</param>
    public IReadOnlyList<HistoryPoint> Of(Measure measure, int most = Most)
    {
        var index = Measure.IndexOf(measure);
        var reported = _buckets.Where(bucket => bucket.Counts[index] > 0).ToArray();
        return [.. reported.Chunk(int.Max(1, (reported.Length + most - 1) / most)).Select(part => new HistoryPoint(part[^1].Step,
            part.Sum(bucket => bucket.Sums[index]) / part.Sum(bucket => bucket.Counts[index]), part.Min(bucket => bucket.Least[index]),
                part.Max(bucket => bucket.Largest[index])))];
    }

    private void MergeNeighbours()
    {
        for (var i = 0; i < Most / 2; i++)
            _buckets[i] = Bucket.Merge(_buckets[2 * i], _buckets[2 * i + 1]);
        _buckets.RemoveRange(Most / 2, Most / 2);
        _width *= 2;
    }

    private sealed class Bucket
    {
        public long Step { get; private set; }

        public int Reports { get; private set; }

        public int[] Counts { get; } = new int[Measure.All.Count];

        public double[] Sums { get; } = new double[Measure.All.Count];

        public double[] Least { get; } = [.. Enumerable.Repeat(double.PositiveInfinity, Measure.All.Count)];

        public double[] Largest { get; } = [.. Enumerable.Repeat(double.NegativeInfinity, Measure.All.Count)];

        public void Add(StepReport report)
        {
            (Step, Reports) = (report.Step, Reports + 1);
            foreach (var (measure, value) in report.Terms)
                Include(Measure.IndexOf(measure), 1, value, value, value);
        }

        public static Bucket Merge(Bucket earlier, Bucket later)
        {
            var merged = new Bucket { Step = later.Step, Reports = earlier.Reports + later.Reports };
            foreach (var part in (Bucket[])[earlier, later])
                for (var i = 0; i < part.Counts.Length; i++)
                    merged.Include(i, part.Counts[i], part.Sums[i], part.Least[i], part.Largest[i]);
            return merged;
        }

        private void Include(int index, int count, double sum, double least, double largest)
        {
            Counts[index] += count;
            Sums[index] += sum;
            Least[index] = double.Min(Least[index], least);
            Largest[index] = double.Max(Largest[index], largest);
        }
    }
}
