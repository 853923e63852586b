using Gan.Host.Tensors;
using Gan.Math;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>Draws of z from the standard normal distribution, drawn on the CPU so that every device sees the same.</summary>
internal static class Latents
{
    /// <summary>latents [count, size] of one stream, on the device.</summary>
    public static Tensor Draw(ulong seed, string purpose, long index, int count, int size, Device device)
    {
        var latents = empty([count, size], ScalarType.Float32);
        var key = Seeds.Derive(seed, purpose, (ulong)index);
        var values = latents.Elements();
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)Seeds.Normal(key, (ulong)i);
        return latents.to(device);
    }
}
