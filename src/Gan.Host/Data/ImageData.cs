using Gan.Host.Tensors;
using Gan.Math;
using static TorchSharp.torch;

namespace Gan.Host.Data;

/// <summary>Images held in memory as bytes, with labels, read in an order shuffled anew in every epoch.</summary>
internal sealed class ImageData : IDataSource
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly int _size;
    private readonly ulong _seed;
    private (long Epoch, int[] Order) _shuffle;

    /// <param name="pixels">Images one after the other, channel after channel, row-major, 0 to 255.</param>
    /// <param name="labels">One class per image.</param>
    /// <param name="channels">1 for grey, 3 for colour.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="seed">The shuffles' seed.</param>
    public ImageData(byte[] pixels, byte[] labels, int channels, int height, int width, ulong seed)
    {
        _pixels = pixels;
        _labels = labels;
        _size = channels * height * width;
        _seed = seed;
        _shuffle = (-1, []);
        SampleShape = [channels, height, width];
    }

    /// <inheritdoc/>
    public long[] SampleShape { get; }

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <summary>Classes in file order.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Image number index in file order, as bytes.</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(index * _size, _size);

    /// <summary>Images of the file order from first on, [count, C, H, W] in [0, 1], on the CPU.</summary>
    public Tensor Images(int first, int count)
    {
        var images = empty([count, .. SampleShape], ScalarType.Float32);
        Pixels.ToUnitInterval(_pixels.AsSpan(first * _size, count * _size), images.Elements());
        return images;
    }

    /// <summary>The images without the last ones of the file order, and those.</summary>
    /// <exception cref="GanError">Nothing would be left.</exception>
    public (ImageData Training, ImageData HeldOut) Split(int heldOut)
    {
        if (heldOut >= Count)
            throw new GanError(ExitCode.Usage, $"Validation:Count = {heldOut}: must be less than the {Count} images of the data.");
        var rest = Count - heldOut;
        ImageData Part(Range images, Range pixels) => new(_pixels[pixels], _labels[images], (int)SampleShape[0], (int)SampleShape[1], (int)SampleShape[2], _seed);
        return (Part(..rest, ..(rest * _size)), Part(rest.., (rest * _size)..));
    }

    /// <inheritdoc/>
    public void Read(long epoch, int first, Span<float> samples, Span<long> labels)
    {
        if (_shuffle.Epoch != epoch)
            _shuffle = (epoch, Seeds.Permutation(Seeds.Derive(_seed, "shuffle", (ulong)epoch), Count));
        for (var i = 0; i < labels.Length; i++)
        {
            var index = _shuffle.Order[first + i];
            Pixels.ToUnitInterval(Image(index), samples.Slice(i * _size, _size));
            labels[i] = _labels[index];
        }
    }
}
