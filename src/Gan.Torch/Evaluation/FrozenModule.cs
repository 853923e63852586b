using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// A module in evaluation mode with its parameters frozen, whatever it was before, so that a backward pass computes the gradient
/// by the input alone. Disposal restores both.
/// </summary>
internal sealed class FrozenModule : IDisposable
{
    private readonly (nn.Module Module, bool Training)[] _modes;
    private readonly Tensor[] _thawed;

    /// <param name="module">The module, not owned.</param>
    public FrozenModule(nn.Module module)
    {
        // A parent's mode is set with its children's: those come after it.
        _modes = [(module, module.training), .. module.named_modules().Select(part => (part.module, part.module.training))];
        _thawed = [.. module.parameters().Where(parameter => parameter.requires_grad)];
        module.eval();
        Require(false);
    }

    private void Require(bool gradients)
    {
        foreach (var parameter in _thawed)
            parameter.requires_grad = gradients;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Require(true);
        foreach (var (module, training) in _modes)
            module.train(training);
    }
}
