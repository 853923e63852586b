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
    private readonly nn.Module<Tensor, Tensor> _judge;
    private readonly nn.Module<Tensor, Tensor> _guide;
    private readonly ScalarType _guideType;
    private readonly FrozenModule[] _frozen;

    /// <param name="module">The module in float32, not owned; it judges, and guides the search if there is no other.</param>
    /// <param name="guide">The same module in another precision, not owned.</param>
    /// <param name="guideType">That precision.</param>
    public AttackedClassifier(nn.Module<Tensor, Tensor> module, nn.Module<Tensor, Tensor>? guide = null, ScalarType guideType = ScalarType.Float32)
    {
        (_judge, _guide, _guideType) = (module, guide ?? module, guideType);
        _frozen = [.. new HashSet<nn.Module> { _judge, _guide }.Select(used => new FrozenModule(used))];
    }

    /// <inheritdoc/>
    public TorchTensor Judge(TorchTensor points) => Evaluate(_judge, ScalarType.Float32, points);

    /// <inheritdoc/>
    public TorchTensor Logits(TorchTensor points) => Evaluate(_guide, _guideType, points);

    // bfloat16 has 8 bits: a rounding of 1/256 in every layer, and a small multiple of it at the end.
    /// <inheritdoc/>
    public double Rounding => _guideType == ScalarType.Float32 ? 0 : 1.0 / 64;

    private static TorchTensor Evaluate(nn.Module<Tensor, Tensor> module, ScalarType type, TorchTensor points)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return new TorchTensor(module.forward(points.Value.to(type)).to(ScalarType.Float32).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public ValueTuple<TorchTensor, ValueTuple<TorchTensor, TorchTensor>[]> Slopes(Objective objective, TorchTensor labels, TorchTensor[] targets, TorchTensor points)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var x = points.Value.detach().requires_grad_(true);
        var logits = new TorchTensor(_guide.forward(x.to(_guideType)).to(ScalarType.Float32));
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
