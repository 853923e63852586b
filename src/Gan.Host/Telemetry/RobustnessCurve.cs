using ScottPlot;

namespace Gan.Host.Telemetry;

/// <summary>Robust accuracy against the budget's radius, as a picture.</summary>
internal static class RobustnessCurve
{
    private const int Width = 700;
    private const int Height = 450;

    /// <summary>Draws radii and shares in [0, 1] into a PNG file.</summary>
    public static void Save(IReadOnlyList<(double Eps, double RobustAccuracy)> points, string norm, string attack, string path)
    {
        var plot = new Plot();
        var curve = plot.Add.ScatterLine(points.Select(point => point.Eps).ToArray(), points.Select(point => 100 * point.RobustAccuracy).ToArray());
        curve.MarkerSize = 6;
        curve.LineWidth = 2;
        plot.Title($"Robust accuracy, {attack}");
        plot.XLabel($"eps ({norm})");
        plot.YLabel("%");
        plot.Axes.SetLimitsY(0, 100);
        plot.SavePng(path, Width, Height);
    }
}
