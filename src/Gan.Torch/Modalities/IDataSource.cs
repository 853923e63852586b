namespace Gan.Torch.Modalities;

/// <summary>
/// Training samples in a fixed order per epoch. Reading is pure: the same (epoch, index) gives the same values, so a
/// position in the data is these two numbers and nothing else has to be saved.
/// </summary>
public interface IDataSource
{
    /// <summary>Shape of one sample.</summary>
    long[] SampleShape { get; }

    /// <summary>Samples per epoch.</summary>
    int Count { get; }

    /// <summary>Fills a batch with the epoch's samples from index first on, in the epoch's order.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="first">Index of the first sample within the epoch.</param>
    /// <param name="samples">As many whole samples as fit; values in [0, 1] for images.</param>
    /// <param name="labels">Their classes, counted from 0.</param>
    void Read(long epoch, int first, Span<float> samples, Span<long> labels);
}
