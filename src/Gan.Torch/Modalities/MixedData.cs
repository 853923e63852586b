using Gan.Math;

namespace Gan.Torch.Modalities;

/// <summary>
/// Images among which each place of an epoch is taken, with a fixed probability, by an added one: an epoch is as long as without
/// them, and what stands at a place follows from the seed, the epoch and the place.
/// </summary>
/// <param name="images">The images.</param>
/// <param name="added">Those added.</param>
/// <param name="share">The probability.</param>
/// <param name="seed">Of the draws.</param>
internal sealed class MixedData(IDataSource images, IDataSource added, double share, ulong seed) : IDataSource
{
    /// <inheritdoc/>
    public long[] SampleShape => images.SampleShape;

    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public void Read(long epoch, int first, Span<float> samples, Span<long> labels)
    {
        images.Read(epoch, first, samples, labels);
        var key = Seeds.Derive(seed, "places of generated samples", (ulong)epoch);
        var size = samples.Length / labels.Length;
        for (var i = 0; i < labels.Length; i++)
        {
            var place = first + i;
            if (Seeds.Uniform(key, (ulong)place) >= share)
                continue;
            // The added ones stand in an endless row, shuffled anew after each pass, beside the places of all epochs.
            var (pass, index) = long.DivRem(epoch * Count + place, added.Count);
            added.Read(pass, (int)index, samples.Slice(i * size, size), labels.Slice(i, 1));
        }
    }
}
