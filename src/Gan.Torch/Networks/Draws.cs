using Gan.Math;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>Random tensors that follow from a seed, a purpose and a number, drawn on the CPU so that every device sees the same.</summary>
internal static class Draws
{
    /// <summary>Standard normal draws of one stream, on the device.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="index">Number of the stream.</param>
    /// <param name="shape">Shape of the tensor.</param>
    /// <param name="device">Where it goes.</param>
    /// <param name="from">Draws of the stream that come before.</param>
    public static Tensor Normal(ulong seed, string purpose, long index, long[] shape, Device device, ulong from = 0) =>
        Fill(Seeds.Normal, seed, purpose, index, shape, device, from);

    /// <summary>Uniform draws in [0, 1) of one stream, on the device.</summary>
    public static Tensor Uniform(ulong seed, string purpose, long index, long[] shape, Device device) =>
        Fill(BelowOne, seed, purpose, index, shape, device);

    // In float32 the largest draws of float64 would become 1.
    private static double BelowOne(ulong key, ulong n) => double.Min(Seeds.Uniform(key, n), MathF.BitDecrement(1));

    /// <summary>Rows of one table of standard normal draws, [N, width], on the device.</summary>
    public static Tensor NormalRows(ulong seed, string purpose, long[] rows, int width, Device device)
    {
        var key = Seeds.Derive(seed, purpose, 0);
        return tensor([.. rows.SelectMany(row => Enumerable.Range(0, width)
            .Select(i => (float)Seeds.Normal(key, (ulong)row * (ulong)width + (ulong)i)))])
            .view(rows.Length, width).to(device);
    }

    /// <summary>Classes, each as likely, [N], int64, on the CPU.</summary>
    public static Tensor Classes(ulong seed, string purpose, long index, int count, int classes) =>
        tensor(Choices(seed, purpose, index, count, classes), ScalarType.Int64);

    /// <summary>Numbers from 0 up to and without a bound, each as likely.</summary>
    public static long[] Choices(ulong seed, string purpose, long index, int count, int bound, int from = 0)
    {
        var key = Seeds.Derive(seed, purpose, (ulong)index);
        return [.. Enumerable.Range(from, count).Select(n => (long)(Seeds.Uniform(key, (ulong)n) * bound))];
    }

    private static Tensor Fill(Func<ulong, ulong, double> draw, ulong seed, string purpose, long index, long[] shape, Device device,
        ulong from = 0)
    {
        var result = empty(shape, ScalarType.Float32);
        var key = Seeds.Derive(seed, purpose, (ulong)index);
        var values = result.Elements();
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)draw(key, from + (ulong)i);
        return result.to(device);
    }
}
