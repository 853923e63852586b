using Gan.Math;
using Gan.Math.Theory;

namespace Gan.Torch.Modalities;

/// <summary>Points of the plane drawn from a mixture, of which every epoch draws new ones; their classes are the modes.</summary>
/// <param name="mixture">The density.</param>
/// <param name="count">Points per epoch.</param>
/// <param name="seed">Of the draws.</param>
internal sealed class MixturePoints(GaussianMixture mixture, int count, ulong seed) : IDataSource
{
    /// <inheritdoc/>
    public long[] SampleShape { get; } = [2];

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public void Read(long epoch, int first, Span<float> samples, Span<long> labels)
    {
        // The purpose of the first mixture, for all: the same seed still gives its points.
        var key = Seeds.Derive(seed, "ring", (ulong)epoch);
        for (var i = 0; i < labels.Length; i++)
        {
            var (mode, x, y) = GaussianMixtureModule.Draw(mixture, key, (ulong)(first + i));
            (labels[i], samples[2 * i], samples[2 * i + 1]) = (mode, (float)x, (float)y);
        }
    }
}
