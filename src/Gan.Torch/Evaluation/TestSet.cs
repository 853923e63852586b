using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gan.Torch.Modalities;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Labelled samples that a classifier is evaluated on.</summary>
/// <param name="Images">[N, ...] in [0, 1], float32 on the CPU.</param>
/// <param name="Labels">N classes.</param>
/// <param name="Found">What was found where they come from; null for samples that a caller brings.</param>
internal sealed record TestSet(Tensor Images, int[] Labels, DataFound? Found = null) : IDisposable
{
    /// <summary>How many samples there are.</summary>
    public int Count => Labels.Length;

    /// <summary>The first images of a split.</summary>
    public static TestSet Of(ImageSource data, int count) =>
        new(data.Images(0, count).DetachFromDisposeScope(), [.. data.Labels[..count].ToArray().Select(label => (int)label)],
            data.Found);

    /// <summary>SHA-256 of samples and labels.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Images.Elements()));
        hash.AppendData(MemoryMarshal.AsBytes(Labels.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => Images.Dispose();
}
