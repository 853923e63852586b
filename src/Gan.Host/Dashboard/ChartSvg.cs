using System.Globalization;
using Gan.Host.Telemetry;
using Gan.Torch.Training;

namespace Gan.Host.Dashboard;

/// <summary>One chart of a run's course as a drawing: means as lines, the range that they stand for as bands behind them.</summary>
internal static class ChartSvg
{
    private const int Points = 160; // a curve
    private const double Width = 640, Height = 260, Left = 52, Right = 28, Top = 10, Bottom = 34;
    private const int Ticks = 5;

    /// <summary>Draws a chart's measures.</summary>
    public static Html Draw(Chart chart, History history)
    {
        var curves = history.Measures.Where(measure => measure.Chart == chart)
            .Select(measure => (Measure: measure, Points: history.Of(measure, Points))).ToArray();
        var all = curves.SelectMany(curve => curve.Points).ToArray();
        var x = new Axis(0, double.Max(1, all.Max(point => point.Step)), Left, Width - Right);
        var y = chart is Chart.Losses or Chart.Distance
            ? Axis.Around(all.Min(point => point.Least), all.Max(point => point.Most), Height - Bottom, Top)
            : new Axis(0, 1, Height - Bottom, Top);
        Html Line(IEnumerable<HistoryPoint> points, Func<HistoryPoint, double> value) =>
            Html.Points(points.Select(point => (x.Place(point.Step), y.Place(value(point)))));
        Html Band(IReadOnlyList<HistoryPoint> points, int i)
        {
            var (most, least) = (Line(points, point => point.Most), Line(points.Reverse(), point => point.Least));
            return points.All(point => point.Least == point.Most) ? Html.Empty
                : Html.Of($"""<polygon class="band c{i}" points="{most}{least}"/>""");
        }
        var last = string.Join(", ", curves.Select(curve => $"{curve.Measure.Legend} {Format(curve.Points[^1].Mean)}"));
        return Html.Of($"""
            <figure><figcaption>{chart.Title()}{(chart == Chart.Losses ? " in nats" : "")} by step</figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{chart.Title()} against the step; last: {last}">
            {Html.Join(y.Ticks(Ticks).Select(tick => Html.Of($"""
            <line class="grid" x1="{Left}" x2="{Width - Right}" y1="{y.Place(tick):0.#}" y2="{y.Place(tick):0.#}"/>
            <text class="tick end" x="{Left - 6}" y="{y.Place(tick) + 4:0.#}">{Format(tick)}</text>
            """)))}
            {Html.Join(x.Ticks(Ticks).Select(tick =>
                Html.Of($"""<text class="tick middle" x="{x.Place(tick):0.#}" y="{Height - Bottom + 18}">{tick:#,0}</text>""")))}
            {Html.Join(curves.Select((curve, i) => Band(curve.Points, i)))}
            {Html.Join(curves.Select((curve, i) =>
                Html.Of($"""<polyline class="curve c{i}" points="{Line(curve.Points, point => point.Mean)}"/>""")))}
            </svg>
            <ul class="legend">{Html.Join(curves.Select((curve, i) => Html.Of($"""
            <li><svg viewBox="0 0 24 8" aria-hidden="true"><polyline class="curve c{i}" points="0,4 24,4"/></svg>{curve.Measure.Legend}</li>
            """)))}</ul>
            </figure>
            """);
    }

    /// <summary>A number for a reader.</summary>
    public static string Format(double value) => value.ToString(double.Abs(value) is >= 1000 or (< 0.001 and > 0)
        ? "0.##E+0" : "0.###", CultureInfo.InvariantCulture);

    /// <summary>A scale from values to places.</summary>
    private sealed record Axis(double From, double To, double Start, double End)
    {
        private static readonly double[] RoundSteps = [1, 2, 5, 10];

        /// <summary>One that shows values with a little room; those that never change too.</summary>
        public static Axis Around(double least, double most, double start, double end)
        {
            var room = double.Max((most - least) * 0.05, double.Max(double.Abs(most), 1) * 1e-3);
            return new Axis(least - room, most + room, start, end);
        }

        public double Place(double value) => Start + (value - From) / (To - From) * (End - Start);

        /// <summary>Round values, about so many.</summary>
        public IEnumerable<double> Ticks(int count)
        {
            var rough = (To - From) / count;
            var power = 1.0; // of ten, the largest that is not above it
            while (10 * power <= rough)
                power *= 10;
            while (power > rough)
                power /= 10;
            var step = RoundSteps.First(round => round * power >= rough) * power;
            var first = (long)double.Ceiling(From / step);
            return Enumerable.Range(0, (int)((long)double.Floor(To / step) - first) + 1).Select(i => (first + i) * step);
        }
    }
}
