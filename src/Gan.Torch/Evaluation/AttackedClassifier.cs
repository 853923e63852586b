using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// A module as attacks see it: in evaluation mode, whatever mode it was handed over in, its parameters frozen, so that a
/// backward pass computes the gradient by the points alone. Disposal restores both.
/// </summary>
internal sealed class AttackedClassifier : IClassifier<TorchTensor>, IDisposable
{
    private readonly Func<Tensor, Tensor> _judge;
    private readonly Func<Tensor, Tensor> _guide;
    private readonly ScalarType _judgeType;
    private readonly ScalarType _guideType;
    private readonly FrozenModule[] _frozen;

    /// <param name="module">The module in float32, not owned; it judges, and guides the search if there is no other.</param>
    /// <param name="guide">The same module in another precision, not owned.</param>
    /// <param name="guideType">That precision.</param>
    public AttackedClassifier(nn.Module<Tensor, Tensor> module, nn.Module<Tensor, Tensor>? guide = null, ScalarType guideType =
        ScalarType.Float32)
    {
        (_judge, _guide) = (module.forward, (guide ?? module).forward);
        (_judgeType, _guideType) = (ScalarType.Float32, guideType);
        _frozen = [.. new HashSet<nn.Module> { module, guide ?? module }.Select(used => new FrozenModule(used))];
    }

    /// <param name="classifier">A caller's own, in its own precision; not owned.</param>
    public AttackedClassifier(BroughtClassifier classifier)
    {
        (_judge, _guide) = (classifier.Forward, classifier.Forward);
        (_judgeType, _guideType) = (classifier.Type, classifier.Type);
        _frozen = [];
    }

    /// <inheritdoc/>
    public TorchTensor Judge(TorchTensor points) => Evaluate(_judge, _judgeType, points);

    /// <inheritdoc/>
    public TorchTensor Logits(TorchTensor points) => Evaluate(_guide, _guideType, points);

    // bfloat16 has 8 bits: a rounding of 1/256 in every layer, and a small multiple of it at the end.
    /// <inheritdoc/>
    public double Rounding => _guideType == _judgeType ? 0 : 1.0 / 64;

    private static TorchTensor Evaluate(Func<Tensor, Tensor> module, ScalarType type, TorchTensor points)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return new TorchTensor(module(points.Value.to(type)).to(ScalarType.Float32).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public ValueTuple<TorchTensor, ValueTuple<TorchTensor,
        TorchTensor>[]> Slopes(Objective objective, TorchTensor labels, TorchTensor[] targets, TorchTensor points)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var x = points.Value.detach().requires_grad_(true);
        var logits = new TorchTensor(_guide(x.to(_guideType)).to(ScalarType.Float32));
        TorchTensor Keep(Tensor result) => new(result.detach().MoveToOuterDisposeScope());
        var slopes = Array.ConvertAll(targets, target =>
        {
            var values = ObjectiveModule.Value(objective, ObjectiveModule.Masks(labels, target, logits), logits);
            // 0 where the graph is cut, as by a comparison: such a model has no gradient, and is attacked without.
            return (Keep(values.Value), Keep(Gradients.Of(values.Value.sum(), [x], again: false)[0]));
        });
        return (Keep(logits.Value), slopes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var frozen in _frozen)
            frozen.Dispose();
    }
}
