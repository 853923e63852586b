using System.Numerics;

namespace Gan.Torch.Modalities;

/// <summary>Between bytes and pixel space [0, 1].</summary>
internal static class Pixels
{
    private const float Levels = 255;

    /// <summary>value / 255 in float32, exactly as the division gives it.</summary>
    public static void ToUnitInterval(ReadOnlySpan<byte> bytes, Span<float> pixels)
    {
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            Store(first, pixels[i..]);
            Store(second, pixels[(i + width)..]);
            Store(third, pixels[(i + 2 * width)..]);
            Store(fourth, pixels[(i + 3 * width)..]);
        }
        for (; i < bytes.Length; i++)
            pixels[i] = bytes[i] / Levels;
    }

    private static void Store(Vector<uint> values, Span<float> pixels) =>
        (Vector.ConvertToSingle(Vector.AsVectorInt32(values)) / new Vector<float>(Levels)).CopyTo(pixels);

    /// <summary>The nearest of 256 levels; values outside [0, 1] become the nearest end.</summary>
    public static byte ToByte(float pixel) => (byte)float.Round(Levels * float.Clamp(pixel, 0, 1));
}
