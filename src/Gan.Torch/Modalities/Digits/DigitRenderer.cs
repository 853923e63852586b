using System.Numerics;
using Gan.Math;

namespace Gan.Torch.Modalities.Digits;

/// <summary>
/// A procedural data set of digits that look written by hand, endless and without files: digit number
/// <c>index</c> is a pure function of the key and the index, whatever order or thread it is drawn in.
/// The pictures resemble MNIST: white ink on black, about 20 by 20 pixels of ink in 28 by 28, centred by mass.
/// </summary>
internal static class DigitRenderer
{
    /// <summary>Width and height of a picture in pixels.</summary>
    public const int Side = 28;

    /// <summary>Pixels beyond the pen's radius over which the ink fades out.</summary>
    private const float Feather = 0.5f;

    /// <summary>The class of digit number <paramref name="index"/>, 0 to 9: the classes take turns.</summary>
    public static int Label(int index) => index % 10;

    /// <summary>Draws one digit of the data set.</summary>
    /// <param name="key">The key of the data set.</param>
    /// <param name="index">The number of the digit, 0 or more.</param>
    /// <param name="pixels">Side * Side bytes, row by row; 0 is background (black), 255 is ink (white).</param>
    public static void Render(ulong key, int index, Span<byte> pixels)
    {
        var style = new DigitStyle(Seeds.Derive(key, "digit", (ulong)index));
        Glyph glyph = DigitStrokes.Choose(Label(index), style.Choice);
        Span<Segment> segments = stackalloc Segment[DigitOutline.SegmentCount(glyph)];
        DigitOutline.Trace(glyph, style, segments);
        DigitOutline.Place(style, segments);

        Span<float> ink = stackalloc float[Side * Side];
        Draw(segments, style.Thickness / 2f, ink);
        Blur(ink, style.Blur);
        Expose(ink, style.Ink, pixels);
    }

    /// <summary>Sets each pixel to the share of it, 0 to 1, that a round pen moved along the path covers.</summary>
    private static void Draw(ReadOnlySpan<Segment> segments, float radius, Span<float> ink)
    {
        // Beyond this distance nothing is inked, so all greater distances may count as this one.
        float reach = radius + Feather;
        ink.Fill(reach * reach);
        foreach (Segment segment in segments)
        {
            LowerDistances(segment, reach, ink);
        }

        foreach (ref float value in ink)
        {
            value = MathF.Min(1f, reach - MathF.Sqrt(value));
        }
    }

    /// <summary>Lowers each squared distance, in square pixels, to that from the pixel's centre to the segment.</summary>
    private static void LowerDistances(Segment segment, float reach, Span<float> distances)
    {
        Vector2 a = segment.A;
        Vector2 along = segment.B - a;
        float lengthSquared = MathF.Max((along.X * along.X) + (along.Y * along.Y), 1e-12f);
        Vector2 perLength = along / lengthSquared;
        Vector2 low = Vector2.Min(a, segment.B);
        Vector2 high = Vector2.Max(a, segment.B);
        int left = FirstPixel(low.X - reach);
        int right = LastPixel(high.X + reach);
        int bottom = LastPixel(high.Y + reach);

        for (int row = FirstPixel(low.Y - reach); row <= bottom; row++)
        {
            float y = row + 0.5f - a.Y;
            Span<float> line = distances.Slice(row * Side, Side);
            for (int column = left; column <= right; column++)
            {
                float x = column + 0.5f - a.X;
                float t = MathF.Min(1f, MathF.Max(0f, (x * perLength.X) + (y * perLength.Y)));
                float dx = x - (t * along.X);
                float dy = y - (t * along.Y);
                line[column] = MathF.Min(line[column], (dx * dx) + (dy * dy));
            }
        }
    }

    private static int FirstPixel(float edge) => int.Max(0, (int)edge);

    private static int LastPixel(float edge) => int.Min(Side - 1, (int)edge);

    /// <summary>Mixes each pixel with its eight neighbours; the outermost pixels hold no ink and stay so.</summary>
    private static void Blur(Span<float> ink, float neighbour)
    {
        BlurAlong(ink, 1, neighbour);
        BlurAlong(ink, Side, neighbour);
    }

    /// <summary>Mixes each pixel with the pixels <paramref name="stride"/> before and after it.</summary>
    private static void BlurAlong(Span<float> ink, int stride, float neighbour)
    {
        Span<float> source = stackalloc float[Side * Side];
        ink.CopyTo(source);
        float centre = 1f - (2f * neighbour);
        for (int i = stride; i < ink.Length - stride; i++)
        {
            ink[i] = (centre * source[i]) + (neighbour * (source[i - stride] + source[i + stride]));
        }
    }

    /// <summary>Turns ink into bytes; ink brighter than white is white.</summary>
    private static void Expose(ReadOnlySpan<float> ink, float brightness, Span<byte> pixels)
    {
        for (int i = 0; i < ink.Length; i++)
        {
            pixels[i] = (byte)((255f * MathF.Min(1f, brightness * ink[i])) + 0.5f);
        }
    }
}
