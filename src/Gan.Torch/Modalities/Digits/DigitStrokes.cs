using System.Numerics;

namespace Gan.Torch.Modalities.Digits;

/// <summary>One way of writing a digit.</summary>
/// <param name="Share">How often this way is chosen, in (0, 1]; the shares of one digit add up to 1.</param>
/// <param name="Points">Control points in the unit square, x to the right and y down.</param>
/// <param name="Strokes">
/// Each stroke is a list of indices into <paramref name="Points"/>, through which the pen moves smoothly.
/// A stroke that ends at the index it began with is closed. Strokes share a point where they meet in a
/// corner, so that a point that is moved moves both.
/// </param>
internal sealed record Glyph(float Share, Vector2[] Points, int[][] Strokes)
{
    /// <summary>The number of steps from one control point to the next, over all strokes.</summary>
    public int SpanCount { get; } = Strokes.Sum(stroke => stroke.Length - 1);
}

/// <summary>The skeletons of the ten digits: data only, no drawing.</summary>
internal static class DigitStrokes
{
    private static readonly Glyph[][] Digits =
    [
        Zero(), One(), Two(), Three(), Four(), Five(), Six(), Seven(), Eight(), Nine(),
    ];

    /// <summary>Picks one of the ways of writing <paramref name="digit"/>.</summary>
    /// <param name="digit">The digit, 0 to 9.</param>
    /// <param name="draw">A uniform number in [0, 1).</param>
    public static Glyph Choose(int digit, float draw)
    {
        Glyph[] glyphs = Digits[digit];
        int last = glyphs.Length - 1;
        for (int i = 0; i < last; i++)
        {
            draw -= glyphs[i].Share;
            if (draw < 0)
            {
                return glyphs[i];
            }
        }

        return glyphs[last];
    }

    private static Glyph[] Zero() =>
    [
        // Closed oval.
        new(0.7f, At(50, 0, 29, 12, 19, 35, 18, 62, 29, 88, 50, 100, 71, 88, 81, 62, 80, 35, 70, 11),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]]),

        // Oval whose end passes over its start.
        new(0.3f, At(58, 3, 33, 10, 20, 35, 20, 64, 33, 91, 52, 99, 72, 86, 80, 60, 77, 30, 62, 8, 40, 4),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]),
    ];

    private static Glyph[] One() =>
    [
        // Bare bar.
        new(0.6f, At(50, 0, 50, 50, 50, 100),
            [[0, 1, 2]]),

        // With a serif.
        new(0.25f, At(35, 24, 52, 0, 52, 50, 52, 100),
            [[0, 1], [1, 2, 3]]),

        // With a serif and a foot.
        new(0.15f, At(31, 23, 50, 0, 50, 50, 50, 98, 24, 99, 77, 98),
            [[0, 1], [1, 2, 3], [4, 3, 5]]),
    ];

    private static Glyph[] Two() =>
    [
        // Sharp corner at the lower left.
        new(0.55f, At(19, 24, 28, 7, 51, 0, 73, 11, 73, 33, 53, 62, 16, 97, 50, 97, 86, 96),
            [[0, 1, 2, 3, 4, 5, 6], [6, 7, 8]]),

        // Loop at the lower left.
        new(0.45f, At(20, 22, 30, 6, 52, 0, 73, 11, 72, 32, 53, 62, 30, 90, 16, 91, 18, 77, 36, 78, 60, 92, 88, 90),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]]),
    ];

    private static Glyph[] Three() =>
    [
        // Two bowls that meet in a point.
        new(0.75f, At(20, 13, 42, 0, 68, 7, 72, 25, 58, 41, 38, 47, 66, 53, 80, 72, 67, 93, 41, 100, 16, 90),
            [[0, 1, 2, 3, 4, 5], [5, 6, 7, 8, 9, 10]]),

        // Small loop between the bowls.
        new(0.25f, At(20, 14, 42, 0, 68, 8, 70, 26, 52, 44, 36, 49, 48, 51, 70, 59, 79, 76, 65, 95, 40, 100, 16, 89),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]]),
    ];

    private static Glyph[] Four() =>
    [
        // Open at the top.
        new(0.65f, At(25, 4, 19, 32, 20, 55, 50, 56, 86, 52, 72, 0, 69, 50, 66, 100),
            [[0, 1, 2], [2, 3, 4], [5, 6, 7]]),

        // Closed at the top.
        new(0.35f, At(64, 0, 38, 34, 12, 64, 50, 65, 90, 63, 63, 50, 61, 100),
            [[0, 1, 2], [2, 3, 4], [0, 5, 6]]),
    ];

    private static Glyph[] Five() =>
    [
        // Bar, stem and bowl with corners.
        new(0.75f, At(80, 2, 55, 2, 31, 3, 25, 42, 51, 37, 76, 51, 78, 77, 56, 97, 18, 94),
            [[0, 1, 2], [2, 3], [3, 4, 5, 6, 7, 8]]),

        // Stem and bowl in one smooth line, much as an S is written.
        new(0.25f, At(84, 2, 57, 2, 33, 3, 27, 26, 36, 41, 62, 48, 76, 70, 62, 94, 36, 99, 16, 88),
            [[0, 1, 2], [2, 3, 4, 5, 6, 7, 8, 9]]),
    ];

    private static Glyph[] Six() =>
    [
        // Curved stem.
        new(0.6f, At(68, 0, 42, 17, 24, 45, 19, 72, 33, 97, 61, 98, 79, 76, 68, 52, 44, 50, 23, 68),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]),

        // Almost straight stem and a narrower bowl.
        new(0.4f, At(48, 0, 32, 26, 22, 54, 23, 82, 42, 100, 66, 93, 76, 71, 62, 52, 41, 55, 24, 73),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]),
    ];

    private static Glyph[] Seven() =>
    [
        // Plain.
        new(0.55f, At(17, 6, 48, 4, 82, 3, 62, 45, 46, 100),
            [[0, 1, 2], [2, 3, 4]]),

        // With a bar through the stem.
        new(0.2f, At(17, 6, 48, 4, 82, 3, 61, 50, 44, 100, 38, 52, 82, 49),
            [[0, 1, 2], [2, 3, 4], [5, 6]]),

        // With a short downstroke at the left.
        new(0.25f, At(16, 22, 20, 4, 50, 5, 83, 3, 65, 44, 50, 100),
            [[0, 1], [1, 2, 3], [3, 4, 5]]),
    ];

    private static Glyph[] Eight() =>
    [
        // One closed line that crosses itself in the middle.
        new(0.7f, At(72, 12, 51, 0, 29, 10, 32, 31, 51, 48, 71, 65, 74, 87, 50, 100, 25, 87, 28, 66, 70, 32),
            [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 4, 10, 0]]),

        // Two rings.
        new(0.3f, At(50, 47, 30, 38, 28, 13, 50, 0, 72, 13, 70, 38, 26, 59, 24, 87, 50, 100, 76, 87, 74, 59),
            [[0, 1, 2, 3, 4, 5, 0], [0, 6, 7, 8, 9, 10, 0]]),
    ];

    private static Glyph[] Nine() =>
    [
        // Straight tail.
        new(0.6f, At(74, 9, 54, 0, 31, 10, 24, 31, 38, 47, 58, 42, 72, 25, 70, 55, 65, 100),
            [[0, 1, 2, 3, 4, 5, 6, 0], [0, 6, 7, 8]]),

        // Curled tail.
        new(0.4f, At(74, 10, 52, 0, 30, 10, 25, 32, 40, 47, 61, 41, 74, 24, 75, 55, 68, 84, 49, 100, 26, 93),
            [[0, 1, 2, 3, 4, 5, 6, 0], [0, 6, 7, 8, 9, 10]]),
    ];

    /// <summary>Points from x, y, x, y, ... in hundredths of the unit square.</summary>
    private static Vector2[] At(params int[] hundredths) =>
        [.. hundredths.Chunk(2).Select(pair => new Vector2(pair[0], pair[1]) / 100f)];
}
