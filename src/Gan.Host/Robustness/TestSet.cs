using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gan.Host.Data;
using Gan.Host.Models;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>The first labelled images of a split, in file order.</summary>
/// <param name="Images">[N, C, H, W] in [0, 1].</param>
/// <param name="Labels">N classes.</param>
internal sealed record TestSet(Tensor Images, int[] Labels) : IDisposable
{
    /// <summary>How many images there are.</summary>
    public int Count => Labels.Length;

    /// <summary>Reads the first images.</summary>
    /// <param name="images">Which ones.</param>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many.</param>
    /// <param name="weights">The classifier that will see them.</param>
    /// <exception cref="GanError">The data cannot be read, holds fewer, or images that the classifier does not take.</exception>
    public static TestSet Read(TestImages images, string root, int count, ClassifierWeights weights)
    {
        void RequireShape(long[] found)
        {
            if (!found.SequenceEqual(weights.ImageShape))
                throw new GanError(ExitCode.Usage,
                    $"--data = {images.Name}: holds images of [{string.Join(", ", found)}]; {weights.Architecture} takes [{string.Join(", ", weights.ImageShape)}].");
        }
        var data = images.Data is { } known ? ImageSplits.Test(known, root, count)
            : ImageFolder.Read(images.Name, count, (int)weights.ImageShape[0], Classifiers.Classes, RequireShape);
        RequireShape(data.SampleShape);
        if (data.Count < count)
            throw new GanError(ExitCode.Usage, $"--count = {count}: must be at most {data.Count}, the test images of {images.Name}.");
        return Of(data, count);
    }

    /// <summary>The first images of a split.</summary>
    public static TestSet Of(ImageSource data, int count) =>
        new(data.Images(0, count).DetachFromDisposeScope(), [.. data.Labels[..count].ToArray().Select(label => (int)label)]);

    /// <summary>SHA-256 of images and labels.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Tensors.TensorMemory.Elements(Images)));
        hash.AppendData(MemoryMarshal.AsBytes(Labels.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => Images.Dispose();
}
