using System.Security.Cryptography;

namespace Gan.Torch.Modalities;

/// <summary>Images held in memory as bytes.</summary>
internal sealed class ImageData : ImageSource
{
    private readonly byte[] _pixels;

    /// <param name="pixels">Images one after the other, channel after channel, row-major, 0 to 255.</param>
    /// <param name="labels">One class per image.</param>
    /// <param name="channels">1 for grey, 3 for colour.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="seed">The shuffles' seed.</param>
    /// <param name="found">What was found where they come from; null for these images, without names.</param>
    public ImageData(byte[] pixels, byte[] labels, int channels, int height, int width, ulong seed, DataFound? found = null)
        : base(labels, [channels, height, width], seed) =>
        (_pixels, Found) = (pixels, found ?? DataFound.Unnamed(labels.Length));

    /// <inheritdoc/>
    public override DataFound Found { get; }

    /// <summary>SHA-256 of pixels and classes.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_pixels);
        hash.AppendData(Classes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Image number index in file order, as bytes.</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(index * Size, Size);

    /// <inheritdoc/>
    protected override void Load(int index, Span<float> pixels) => Pixels.ToUnitInterval(Image(index), pixels);

    /// <summary>The images without the last ones of the file order, and those.</summary>
    /// <exception cref="DataException">Nothing would be left.</exception>
    public (ImageData Training, ImageData HeldOut) Split(int heldOut)
    {
        if (heldOut >= Count)
            throw new InvalidRequestException($"Validation:Count = {heldOut}: must be less than the {Count} images of the data.");
        var rest = Count - heldOut;
        ImageData Part(Range images, Range pixels) => new(_pixels[pixels], Classes[images], (int)SampleShape[0], (int)SampleShape[1],
            (int)SampleShape[2], Seed);
        return (Part(..rest, ..(rest * Size)), Part(rest.., (rest * Size)..));
    }
}
