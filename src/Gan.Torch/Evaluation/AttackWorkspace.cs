using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// Keeps a search's memory flat: of what a step made, the tensors of the next search stay, and those of the last one that the
/// next does not hold are given up. Tensors that were there before the search are left alone.
/// </summary>
/// <param name="stepped">Called after every step.</param>
internal sealed class AttackWorkspace(Action? stepped = null) : IWorkspace<TorchTensor>, IDisposable
{
    private HashSet<Tensor> _held = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public ISearch<TorchTensor> Renew(ISearch<TorchTensor> last, Func<ISearch<TorchTensor>, ISearch<TorchTensor>> make)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var before = TensorsOf(last);
        var next = make(last);
        var held = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var tensor in TensorsOf(next))
            if (_held.Contains(tensor) || !before.Contains(tensor))
                held.Add(_held.Contains(tensor) ? tensor : tensor.DetachFromDisposeScope());
        foreach (var tensor in _held)
            if (!held.Contains(tensor))
                tensor.Dispose();
        _held = held;
        stepped?.Invoke();
        return next;
    }

    private static HashSet<Tensor> TensorsOf(ISearch<TorchTensor> search)
    {
        var tensors = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        search.Map(tensor =>
        {
            tensors.Add(tensor.Value);
            return tensor;
        });
        return tensors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _held)
            tensor.Dispose();
        _held.Clear();
    }
}
