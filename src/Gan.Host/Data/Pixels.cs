using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gan.Host.Data;

/// <summary>Between bytes and pixel space [0, 1].</summary>
internal static class Pixels
{
    private static readonly float[] Unit = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>value / 255 in float32, exactly as the division gives it.</summary>
    public static void ToUnitInterval(ReadOnlySpan<byte> bytes, Span<float> pixels)
    {
        ref var unit = ref MemoryMarshal.GetArrayDataReference(Unit);
        for (var i = 0; i < bytes.Length; i++)
            pixels[i] = Unsafe.Add(ref unit, bytes[i]);
    }

    /// <summary>The nearest of 256 levels; values outside [0, 1] become the nearest end.</summary>
    public static byte ToByte(float pixel) => (byte)float.Round(255 * float.Clamp(pixel, 0, 1));
}
