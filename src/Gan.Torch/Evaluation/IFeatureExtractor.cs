using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>A network that turns images into features, in which samples are compared.</summary>
internal interface IFeatureExtractor : IDisposable
{
    /// <summary>Its name, with the hash of its weights: scores of different extractors cannot be compared.</summary>
    string Name { get; }

    /// <summary>Features of images [N, C, H, W] in [0, 1] on the CPU.</summary>
    Features Extract(Tensor images);
}
