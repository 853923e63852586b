using Gan.Math.Attacks;
using Gan.Torch.Tensors;

namespace Gan.Torch.Evaluation;

/// <summary>A classifier that says whenever it has been asked: nothing of an attack takes long but that.</summary>
/// <param name="inner">The classifier.</param>
/// <param name="asked">Called after every answer, from several threads.</param>
internal sealed class WatchedClassifier(IClassifier<TorchTensor> inner, Action asked) : IClassifier<TorchTensor>
{
    /// <inheritdoc/>
    public double Rounding => inner.Rounding;

    /// <inheritdoc/>
    public TorchTensor Judge(TorchTensor points) => After(inner.Judge(points));

    /// <inheritdoc/>
    public TorchTensor Logits(TorchTensor points) => After(inner.Logits(points));

    /// <inheritdoc/>
    public ValueTuple<TorchTensor, ValueTuple<TorchTensor, TorchTensor>[]> Slopes(Objective objective, TorchTensor labels,
        TorchTensor[] targets, TorchTensor points) => After(inner.Slopes(objective, labels, targets, points));

    private T After<T>(T answer)
    {
        asked();
        return answer;
    }
}
