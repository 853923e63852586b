using System.Security.Cryptography;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>A classifier from a file, ready to be attacked: one in float32 that judges, and one that guides the search.</summary>
internal sealed class AttackedModel : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _judge;
    private readonly nn.Module<Tensor, Tensor>? _guide;

    /// <param name="weights">Its weights.</param>
    /// <param name="precision">What the search computes in.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="tell">Takes a line about each thing that was changed about the weights.</param>
    public AttackedModel(ClassifierWeights weights, ScalarType precision, Device device, Action<string>? tell = null)
    {
        _judge = weights.Load(device, ScalarType.Float32, tell);
        _guide = precision == ScalarType.Float32 ? null : weights.Load(device, precision);
        Classifier = new AttackedClassifier(_judge, _guide, precision);
        Plain = new AttackedClassifier(_judge);
    }

    /// <summary>The classifier that attacks see.</summary>
    public AttackedClassifier Classifier { get; }

    /// <summary>The classifier in float32 alone.</summary>
    public AttackedClassifier Plain { get; }

    /// <summary>SHA-256 of the weights that were loaded.</summary>
    public string Hash()
    {
        using var scope = NewDisposeScope();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in _judge.parameters().Concat(_judge.buffers()))
            hash.AppendData(value.detach().cpu().contiguous().bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Plain.Dispose();
        Classifier.Dispose();
        _guide?.Dispose();
        _judge.Dispose();
    }
}
