using ScottPlot;

namespace Gan.Host.Telemetry;

/// <summary>The course of a run as a picture: both losses above, D(x) and D(G(z)) below.</summary>
internal static class LossPlot
{
    private const int Width = 900;
    private const int Height = 700;

    /// <summary>Draws reports into a PNG file.</summary>
    public static void Save(IReadOnlyList<StepReport> reports, string path)
    {
        if (reports.Count == 0)
            return;
        var steps = reports.Select(report => (double)report.Step).ToArray();

        var plots = new Multiplot();
        plots.AddPlots(2);
        var losses = plots.GetPlot(0);
        losses.Title("Losses");
        losses.YLabel("nats");
        AddCurve(losses, "discriminator", steps, reports.Select(report => report.DiscriminatorLoss));
        AddCurve(losses, "generator", steps, reports.Select(report => report.GeneratorLoss));
        losses.ShowLegend(Alignment.UpperRight);

        var probabilities = plots.GetPlot(1);
        probabilities.Title("Probability that D assigns");
        probabilities.XLabel("step");
        AddCurve(probabilities, "D(x), real", steps, reports.Select(report => report.RealProbability));
        AddCurve(probabilities, "D(G(z)), generated", steps, reports.Select(report => report.FakeProbability));
        var equilibrium = probabilities.Add.HorizontalLine(0.5, 1, Colors.Gray, LinePattern.Dotted);
        equilibrium.LegendText = "equilibrium";
        probabilities.Axes.SetLimitsY(0, 1);
        probabilities.ShowLegend(Alignment.UpperRight);
        plots.SavePng(path, Width, Height);
    }

    private static void AddCurve(Plot plot, string name, double[] steps, IEnumerable<double> values)
    {
        var curve = plot.Add.ScatterLine(steps, values.ToArray());
        curve.LegendText = name;
        curve.LineWidth = 1.5f;
    }
}
