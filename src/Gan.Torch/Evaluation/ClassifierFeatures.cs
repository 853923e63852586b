using Gan.Math.Losses;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>The input of a classifier's last layer, and the probabilities that it gives.</summary>
internal sealed class ClassifierFeatures : IFeatureExtractor
{
    private readonly ImageClassifier _classifier;
    private readonly Device _device;

    /// <param name="weights">The classifier.</param>
    /// <param name="source">Where the weights come from.</param>
    /// <param name="device">Where it computes.</param>
    public ClassifierFeatures(ClassifierWeights weights, string source, Device device)
    {
        _device = device;
        _classifier = weights.Load(device, ScalarType.Float32);
        _classifier.eval();
        Name = $"last hidden layer of {weights.Architecture}, {source}, sha256 {FileHash.Of(weights.Path)}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Features Extract(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var features = _classifier.Features(images.to(_device));
        var logits = new TorchTensor(_classifier.Logits(features).to(ScalarType.Float64));
        return new(FeatureRows.Of(features), FeatureRows.Of(Classification.Probabilities(logits).Value));
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();
}
