using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>A classifier from a file, ready to be attacked: one in float32 that judges, and one that guides the search.</summary>
internal sealed class AttackedModel : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _judge;
    private readonly nn.Module<Tensor, Tensor>? _guide;

    /// <param name="weights">Its weights.</param>
    /// <param name="precision">What the search computes in.</param>
    /// <param name="device">Where it computes.</param>
    public AttackedModel(ClassifierWeights weights, ScalarType precision, Device device)
    {
        _judge = weights.Load(device, ScalarType.Float32);
        _guide = precision == ScalarType.Float32 ? null : weights.Load(device, precision);
        Classifier = new AttackedClassifier(_judge, _guide, precision);
        Judge = new AttackedClassifier(_judge);
    }

    /// <summary>What attacks see.</summary>
    public AttackedClassifier Classifier { get; }

    /// <summary>The classifier in float32 alone.</summary>
    public AttackedClassifier Judge { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Judge.Dispose();
        Classifier.Dispose();
        _guide?.Dispose();
        _judge.Dispose();
    }
}
