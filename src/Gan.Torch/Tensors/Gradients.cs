using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>Gradients as values, for what is differentiated more than once.</summary>
internal static class Gradients
{
    /// <summary>d(value)/d(variable) of every variable; 0 where the value does not depend on it.</summary>
    /// <param name="value">A single number.</param>
    /// <param name="variables">Tensors that require gradients.</param>
    /// <param name="again">Whether the result is to be differentiated too.</param>
    public static IReadOnlyList<Tensor> Of(Tensor value, IList<Tensor> variables, bool again)
    {
        if (!value.requires_grad)
            return [.. variables.Select(Zero)];
        var found = autograd.grad([value], variables, create_graph: again, retain_graph: true, allow_unused: true);
        return [.. found.Zip(variables, (gradient, variable) => gradient is null || gradient.IsInvalid ? Zero(variable) : gradient)];

        static Tensor Zero(Tensor variable) => zeros_like(variable.detach());
    }
}
