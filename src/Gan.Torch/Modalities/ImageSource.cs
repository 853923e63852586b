using Gan.Math;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Modalities;

/// <summary>Labelled images in an order of their own, read in one that is shuffled anew in every epoch.</summary>
/// <param name="labels">One class per image.</param>
/// <param name="shape">Channels, height and width of an image.</param>
/// <param name="seed">The shuffles' seed.</param>
public abstract class ImageSource(byte[] labels, long[] shape, ulong seed) : IDataSource
{
    private const int PartSize = 500;

    private (long Epoch, int[] Order) _shuffle = (-1, []);

    /// <inheritdoc/>
    public long[] SampleShape { get; } = shape;

    /// <inheritdoc/>
    public int Count => Classes.Length;

    /// <summary>Number and classes of the images, and what was left out where they lie.</summary>
    public virtual DataFound Found => DataFound.Unnamed(Count);

    /// <summary>Classes in the images' own order.</summary>
    public ReadOnlySpan<byte> Labels => Classes;

    /// <summary>Classes of all samples, as they are kept.</summary>
    protected byte[] Classes { get; } = labels;

    /// <summary>Of the shuffles.</summary>
    protected ulong Seed { get; } = seed;

    /// <summary>Numbers in an image.</summary>
    protected int Size { get; } = (int)shape.Aggregate((product, length) => product * length);

    /// <summary>Image number index, channel after channel, row-major, in [0, 1].</summary>
    protected abstract void Load(int index, Span<float> pixels);

    /// <summary>Images from first on, [count, C, H, W] in [0, 1], on the CPU.</summary>
    public Tensor Images(int first, int count)
    {
        var images = empty([count, .. SampleShape], ScalarType.Float32);
        for (var i = 0; i < count; i++)
            Load(first + i, images.Elements().Slice(i * Size, Size));
        return images;
    }

    /// <summary>The first images, in parts.</summary>
    public IEnumerable<Tensor> Parts(int count)
    {
        for (var first = 0; first < count; first += PartSize)
            yield return Images(first, int.Min(PartSize, count - first));
    }

    /// <inheritdoc/>
    public void Read(long epoch, int first, Span<float> samples, Span<long> labels)
    {
        if (_shuffle.Epoch != epoch)
            _shuffle = (epoch, Seeds.Permutation(Seeds.Derive(Seed, "shuffle", (ulong)epoch), Count));
        for (var i = 0; i < labels.Length; i++)
        {
            var index = _shuffle.Order[first + i];
            Load(index, samples.Slice(i * Size, Size));
            labels[i] = Classes[index];
        }
    }
}
