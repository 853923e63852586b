using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>
/// A module as attacks see it: in evaluation mode, whatever mode it was handed over in, its parameters frozen, so that a
/// backward pass computes the gradient by the points alone. Disposal restores both.
/// </summary>
internal sealed class AttackedClassifier : IClassifier<TorchTensor>, IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly bool _training;
    private readonly Tensor[] _thawed;

    /// <param name="module">The module, not owned.</param>
    public AttackedClassifier(nn.Module<Tensor, Tensor> module)
    {
        _module = module;
        _training = module.training;
        _thawed = [.. module.parameters().Where(parameter => parameter.requires_grad)];
        module.eval();
        foreach (var parameter in _thawed)
            parameter.requires_grad = false;
    }

    /// <inheritdoc/>
    public TorchTensor Judge(TorchTensor points) => Logits(points);

    /// <inheritdoc/>
    public TorchTensor Logits(TorchTensor points)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return new TorchTensor(_module.forward(points.Value).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public ValueTuple<TorchTensor, TorchTensor, TorchTensor> Slope(Objective objective, TorchTensor labels, TorchTensor targets, TorchTensor points)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var x = points.Value.detach().requires_grad_(true);
        var logits = new TorchTensor(_module.forward(x));
        var masks = Objectives.Masks(labels, targets, logits);
        var values = Objectives.Value(objective, masks, logits);
        var gradient = autograd.grad([values.Value.sum()], [x])[0];
        TorchTensor Keep(Tensor result) => new(result.detach().MoveToOuterDisposeScope());
        return (Keep(logits.Value), Keep(values.Value), Keep(gradient));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in _thawed)
            parameter.requires_grad = true;
        _module.train(_training);
    }
}
