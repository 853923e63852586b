using ScottPlot;

namespace Gan.Host.Telemetry;

/// <summary>The course of runs as a picture: losses above, what D assigns or the accuracy below.</summary>
internal static class LossPlot
{
    private const int Width = 900;
    private const int Height = 700;

    /// <summary>Draws a run's reports, one at least, into a PNG file.</summary>
    public static void Save(IReadOnlyList<StepReport> reports, string path) => Save([("", reports)], path);

    /// <summary>Draws several runs' reports over each other; each has one at least.</summary>
    public static void Save(IReadOnlyList<(string Name, IReadOnlyList<StepReport> Reports)> runs, string path)
    {
        var charts = runs.SelectMany(run => run.Reports).SelectMany(report => report.Terms).Select(term => term.Measure).Distinct().GroupBy(measure => measure.Chart).ToArray();
        var plots = new Multiplot();
        plots.AddPlots(charts.Length);
        for (var i = 0; i < charts.Length; i++)
            Draw(plots.GetPlot(i), charts[i].Key, charts[i], runs);
        plots.GetPlot(charts.Length - 1).XLabel("step");
        plots.SavePng(path, Width, Height);
    }

    private static void Draw(Plot plot, Chart chart, IEnumerable<Measure> measures, IReadOnlyList<(string Name, IReadOnlyList<StepReport> Reports)> runs)
    {
        plot.Title(chart switch
        {
            Chart.Losses => "Losses",
            Chart.Probabilities => "Probability that D assigns",
            _ => "Share classified correctly",
        });
        foreach (var (name, reports) in runs)
            foreach (var measure in measures)
                AddCurve(plot, name.Length == 0 ? measure.Legend : $"{name}: {measure.Legend}", measure, reports);
        if (chart == Chart.Losses)
            plot.YLabel("nats");
        else
            plot.Axes.SetLimitsY(0, 1);
        if (chart == Chart.Probabilities)
            plot.Add.HorizontalLine(0.5, 1, Colors.Gray, LinePattern.Dotted).LegendText = "equilibrium";
        plot.ShowLegend(chart == Chart.Accuracy ? Alignment.LowerRight : Alignment.UpperRight);
    }

    private static void AddCurve(Plot plot, string legend, Measure measure, IReadOnlyList<StepReport> reports)
    {
        var points = reports.SelectMany(report => report.Terms.Where(term => term.Measure == measure).Select(term => (Step: (double)report.Step, term.Value))).ToArray();
        if (points.Length == 0)
            return;
        var curve = plot.Add.ScatterLine([.. points.Select(point => point.Step)], points.Select(point => point.Value).ToArray());
        curve.LegendText = legend;
        curve.LineWidth = 1.5f;
    }
}
