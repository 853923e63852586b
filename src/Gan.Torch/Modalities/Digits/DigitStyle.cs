using System.Numerics;
using Gan.Math;

namespace Gan.Torch.Modalities.Digits;

/// <summary>
/// The random quantities of one drawn digit. Every quantity has its own counter, so that adding or
/// changing one leaves all others as they were.
/// </summary>
/// <param name="key">The key of this one digit.</param>
internal readonly struct DigitStyle(ulong key)
{
    /// <summary>Chooses the glyph; uniform in [0, 1).</summary>
    public float Choice => Uniform(Counter.Choice);

    /// <summary>Thickness of the pen, 1.95 to 3.35 pixels.</summary>
    public float Thickness => Around(Counter.Thickness, 2.65f, 0.7f);

    /// <summary>Tangent of the angle by which upright lines lean to the right, about -11 to 16 degrees.</summary>
    public float Slant => Around(Counter.Slant, 0.05f, 0.24f);

    /// <summary>Tangent of the angle by which the whole digit is turned clockwise, about -6 to 6 degrees.</summary>
    public float Turn => Around(Counter.Turn, 0f, 0.1f);

    /// <summary>Factor on the width of the skeleton, 0.75 to 1.15; its height is left as it is.</summary>
    public float Aspect => Around(Counter.Aspect, 0.95f, 0.2f);

    /// <summary>Length of the longer side of the box around the ink, 18 to 21 pixels.</summary>
    public float Size => Around(Counter.Size, 19.5f, 1.5f);

    /// <summary>Offset of the centre of mass from the middle of the picture, -0.8 to 0.8 pixels.</summary>
    public Vector2 Shift => Around(Counter.Shift, 0.8f);

    /// <summary>
    /// How far the middle of an upright line is bent sideways (x) and that of a level line is bent down (y),
    /// -0.06 to 0.06 unit squares.
    /// </summary>
    public Vector2 Bow => Around(Counter.Bow, 0.06f);

    /// <summary>
    /// As <see cref="Bow"/>, but one way in the first half of the line and the other way in the second,
    /// up to about 0.04 unit squares.
    /// </summary>
    public Vector2 Wave => Around(Counter.Wave, 0.05f);

    /// <summary>Weight of each of the two neighbours in the blur along an axis, 0.07 to 0.17.</summary>
    public float Blur => Around(Counter.Blur, 0.12f, 0.05f);

    /// <summary>Brightness of full ink, 0.92 to 1.24, where 1 is white and more saturates.</summary>
    public float Ink => Around(Counter.Ink, 1.08f, 0.16f);

    /// <summary>Displacement of control point <paramref name="point"/>, -0.045 to 0.045 unit squares.</summary>
    public Vector2 Jitter(int point) => Around(Counter.Jitter + (2 * (ulong)point), 0.045f);

    private Vector2 Around(ulong counter, float spread) =>
        new(Around(counter, 0f, spread), Around(counter + 1, 0f, spread));

    /// <summary>A number within <paramref name="centre"/> +- <paramref name="spread"/>, likelier near the centre.</summary>
    private float Around(ulong counter, float centre, float spread) =>
        centre + (spread * (Uniform(2 * counter) + Uniform((2 * counter) + 1) - 1f));

    private float Uniform(ulong counter) => (float)Seeds.Uniform(key, counter);

    /// <summary>A scalar takes one counter, a vector two; the points take all from <see cref="Jitter"/> on.</summary>
    private static class Counter
    {
        public const ulong Choice = 0;
        public const ulong Thickness = 1;
        public const ulong Slant = 2;
        public const ulong Turn = 3;
        public const ulong Aspect = 4;
        public const ulong Size = 5;
        public const ulong Blur = 6;
        public const ulong Ink = 7;
        public const ulong Shift = 8;
        public const ulong Bow = 10;
        public const ulong Wave = 12;
        public const ulong Jitter = 16;
    }
}
