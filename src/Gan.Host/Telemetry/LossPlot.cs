using Gan.Torch.Training;
using ScottPlot;

namespace Gan.Host.Telemetry;

/// <summary>The course of runs as a picture: losses above, what D assigns or the accuracy below.</summary>
internal static class LossPlot
{
    private const int Width = 900;
    private const int Height = 700;

    /// <summary>Draws a run's course, one report at least, into a PNG file.</summary>
    public static void Save(History history, string path) => Save([("", history)], path);

    /// <summary>Draws several runs' courses over each other; each has one report at least.</summary>
    public static void Save(IReadOnlyList<(string Name, History History)> runs, string path)
    {
        var charts = runs.SelectMany(run => run.History.Measures).Distinct().GroupBy(measure => measure.Chart).ToArray();
        var plots = new Multiplot();
        plots.AddPlots(charts.Length);
        for (var i = 0; i < charts.Length; i++)
            Draw(plots.GetPlot(i), charts[i].Key, charts[i], runs);
        plots.GetPlot(charts.Length - 1).XLabel("step");
        plots.SavePng(path, Width, Height);
    }

    private static void Draw(Plot plot, Chart chart, IEnumerable<Measure> measures, IReadOnlyList<(string Name, History History)> runs)
    {
        plot.Title(chart.Title());
        foreach (var (name, history) in runs)
            foreach (var measure in measures)
                AddCurve(plot, name.Length == 0 ? measure.Legend : $"{name}: {measure.Legend}", measure, history);
        if (chart == Chart.Losses)
            plot.YLabel("nats");
        else if (chart != Chart.Distance)
            plot.Axes.SetLimitsY(0, 1);
        if (chart == Chart.Probabilities)
            plot.Add.HorizontalLine(0.5, 1, Colors.Gray, LinePattern.Dotted).LegendText = "equilibrium";
        plot.ShowLegend(chart == Chart.Accuracy ? Alignment.LowerRight : Alignment.UpperRight);
    }

    private static void AddCurve(Plot plot, string legend, Measure measure, History history)
    {
        var points = history.Of(measure);
        if (points.Count == 0)
            return;
        var curve = plot.Add.ScatterLine([.. points.Select(point => (double)point.Step)], points.Select(point => point.Mean).ToArray());
        curve.LegendText = legend;
        curve.LineWidth = 1.5f;
    }
}
