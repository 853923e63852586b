using System.Numerics;

namespace Gan.Torch.Modalities.Digits;

/// <summary>A straight piece of the pen's path.</summary>
internal readonly record struct Segment(Vector2 A, Vector2 B);

/// <summary>Turns a skeleton into the path of the pen: jitter, bend and warp, then size and place.</summary>
internal static class DigitOutline
{
    /// <summary>The straight pieces into which each span between two control points is cut.</summary>
    private const int Steps = 5;

    /// <summary>Pixels along each edge that stay free of ink, so that the blur never runs off the picture.</summary>
    private const float Margin = 2f;

    /// <summary>The number of segments that <see cref="Trace"/> writes for <paramref name="glyph"/>.</summary>
    public static int SegmentCount(Glyph glyph) => glyph.SpanCount * Steps;

    /// <summary>Writes the bent and warped path of <paramref name="glyph"/>, in unit squares about the origin.</summary>
    public static void Trace(Glyph glyph, DigitStyle style, Span<Segment> segments)
    {
        Span<Vector2> points = stackalloc Vector2[glyph.Points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = glyph.Points[i] + style.Jitter(i);
        }

        var warp = new Warp(style);
        int written = 0;
        foreach (int[] stroke in glyph.Strokes)
        {
            written += TraceStroke(stroke, points, warp, segments[written..]);
        }
    }

    /// <summary>Moves a traced path to pixel coordinates, as large as and where <paramref name="style"/> says.</summary>
    public static void Place(DigitStyle style, Span<Segment> segments)
    {
        (Vector2 low, Vector2 high, Vector2 mass) = Measure(segments);
        float thickness = style.Thickness;
        Vector2 extent = high - low;
        float scale = (style.Size - thickness) / MathF.Max(extent.X, extent.Y);

        // Centred by mass as in MNIST, yet never nearer to an edge than the margin.
        var middle = new Vector2(DigitRenderer.Side / 2f);
        var border = new Vector2(Margin + (thickness / 2f));
        Vector2 offset = middle + style.Shift - (mass * scale);
        offset = Vector2.Max(offset, border - (low * scale));
        offset = Vector2.Min(offset, (2f * middle) - border - (high * scale));

        foreach (ref Segment segment in segments)
        {
            segment = new Segment((segment.A * scale) + offset, (segment.B * scale) + offset);
        }
    }

    private static int TraceStroke(
        ReadOnlySpan<int> stroke, ReadOnlySpan<Vector2> points, Warp warp, Span<Segment> segments)
    {
        int spans = stroke.Length - 1;
        bool closed = stroke[0] == stroke[spans];
        int written = 0;
        Vector2 pen = warp.Apply(points[stroke[0]]);
        for (int i = 0; i < spans; i++)
        {
            Vector2 from = points[stroke[i]];
            Vector2 to = points[stroke[i + 1]];
            Vector2 before = i > 0 ? points[stroke[i - 1]] : closed ? points[stroke[spans - 1]] : from;
            Vector2 after = i + 1 < spans ? points[stroke[i + 2]] : closed ? points[stroke[1]] : to;
            for (int step = 1; step <= Steps; step++)
            {
                Vector2 next = warp.Apply(CatmullRom(before, from, to, after, step / (float)Steps));
                segments[written++] = new Segment(pen, next);
                pen = next;
            }
        }

        return written;
    }

    /// <summary>The point at <paramref name="t"/> in [0, 1] of the smooth curve between p1 and p2.</summary>
    private static Vector2 CatmullRom(Vector2 p0, Vector2 p1, Vector2 p2, Vector2 p3, float t)
    {
        Vector2 linear = p2 - p0;
        Vector2 square = (2f * p0) - (5f * p1) + (4f * p2) - p3;
        Vector2 cube = (3f * (p1 - p2)) + p3 - p0;
        return p1 + (0.5f * t * (linear + (t * (square + (t * cube)))));
    }

    /// <summary>The box around a path and its centre of mass, which is where an even pen leaves its ink.</summary>
    private static (Vector2 Low, Vector2 High, Vector2 Mass) Measure(ReadOnlySpan<Segment> segments)
    {
        Vector2 low = segments[0].A;
        Vector2 high = low;
        Vector2 moment = Vector2.Zero;
        float total = 0f;
        foreach (Segment segment in segments)
        {
            low = Vector2.Min(low, Vector2.Min(segment.A, segment.B));
            high = Vector2.Max(high, Vector2.Max(segment.A, segment.B));
            float length = (segment.B - segment.A).Length();
            moment += (segment.A + segment.B) * (0.5f * length);
            total += length;
        }

        return (low, high, moment / total);
    }

    /// <summary>A smooth bend followed by an affine map; polynomials only, hence the same on every platform.</summary>
    private readonly struct Warp
    {
        private readonly Vector2 _bow;
        private readonly Vector2 _wave;
        private readonly Vector2 _columnX;
        private readonly Vector2 _columnY;

        public Warp(DigitStyle style)
        {
            _bow = style.Bow;
            _wave = style.Wave;

            // A turn by the angle whose tangent is `turn`, without sine and cosine.
            float turn = style.Turn;
            float cosine = 1f / MathF.Sqrt(1f + (turn * turn));
            float sine = turn * cosine;
            float slant = style.Slant;
            _columnX = style.Aspect * new Vector2(cosine, sine);
            _columnY = new Vector2(-sine, cosine) - (slant * new Vector2(cosine, sine));
        }

        /// <summary>Maps a point of the unit square to one about the origin.</summary>
        public Vector2 Apply(Vector2 point)
        {
            // Both coordinates now run over about [-1, 1].
            Vector2 at = (2f * point) - Vector2.One;
            var across = new Vector2(at.Y, at.X);
            Vector2 fall = Vector2.One - (across * across);
            Vector2 bent = (0.5f * at) + (fall * (_bow + (2f * across * _wave)));
            return (bent.X * _columnX) + (bent.Y * _columnY);
        }
    }
}
