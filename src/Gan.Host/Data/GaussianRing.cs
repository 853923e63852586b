using Gan.Math;

namespace Gan.Host.Data;

/// <summary>
/// Points in the plane from an equal mixture of 8 Gaussians on a circle: a data set whose density is known, on which
/// mode collapse can be counted; its classes are the modes. Every epoch draws new points.
/// </summary>
internal sealed class GaussianRing(int count, ulong seed) : IDataSource
{
    /// <summary>Number of Gaussians.</summary>
    public const int Modes = 8;

    /// <summary>Distance of their centres from the origin.</summary>
    public const double Radius = 2;

    /// <summary>Standard deviation of each, in both directions.</summary>
    public const double Deviation = 0.1;

    /// <inheritdoc/>
    public long[] SampleShape { get; } = [2];

    /// <inheritdoc/>
    public int Count => count;

    /// <summary>Centre of mode k, k from 0: angle k/8 of a turn.</summary>
    public static (double X, double Y) Centre(int mode)
    {
        var (sine, cosine) = double.SinCosPi(2.0 * mode / Modes);
        return (Radius * cosine, Radius * sine);
    }

    /// <inheritdoc/>
    public void Read(long epoch, int first, Span<float> samples, Span<long> labels)
    {
        var key = Seeds.Derive(seed, "ring", (ulong)epoch);
        for (var i = 0; i < labels.Length; i++)
        {
            // Counters 3n, 3n+1, 3n+2 belong to point n: its mode and its two normal draws.
            var counter = 3 * (ulong)(first + i);
            labels[i] = (long)(Seeds.Word(key, 2 * counter) % Modes);
            var (x, y) = Centre((int)labels[i]);
            samples[2 * i] = (float)(x + Deviation * Seeds.Normal(key, counter + 1));
            samples[2 * i + 1] = (float)(y + Deviation * Seeds.Normal(key, counter + 2));
        }
    }
}
