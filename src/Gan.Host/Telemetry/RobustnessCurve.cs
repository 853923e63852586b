using Gan.Host.Robustness;
using ScottPlot;

namespace Gan.Host.Telemetry;

/// <summary>Robust accuracy against the budget's radius, as a picture.</summary>
internal static class RobustnessCurve
{
    private const int Width = 700;
    private const int Height = 450;

    /// <summary>Draws the curves of classifiers, each with the name of its file, into a PNG file.</summary>
    public static void Save(IReadOnlyList<(string File, IReadOnlyList<CurvePoint> Points)> curves, string norm, string attack, string path)
    {
        var plot = new Plot();
        var areTold = curves.Select(curve => Path.GetFileNameWithoutExtension(curve.File)).Distinct().Count() == curves.Count;
        foreach (var (file, points) in curves)
        {
            var curve = plot.Add.ScatterLine(points.Select(point => point.Eps).ToArray(), points.Select(point => 100 * point.RobustAccuracy)
                .ToArray());
            curve.LegendText = areTold ? Path.GetFileNameWithoutExtension(file) : file;
            curve.MarkerSize = 6;
            curve.LineWidth = 2;
        }
        plot.Title($"Robust accuracy, {attack}");
        plot.XLabel($"eps ({norm})");
        plot.YLabel("%");
        plot.Axes.SetLimitsY(0, 100);
        if (curves.Count > 1)
            plot.ShowLegend(Alignment.LowerLeft);
        plot.SavePng(path, Width, Height);
    }
}
