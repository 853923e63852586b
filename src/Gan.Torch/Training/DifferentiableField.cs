using Gan.Math.Turns;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// The game's field v, each player's gradient of its own loss by its own parameters, with the graph that products with its
/// Jacobian J need. A correction of it, which is the core's, is put in the place of the gradients.
/// </summary>
internal sealed class DifferentiableField : IGameField<TorchTensor>
{
    private readonly (Network Player, IReadOnlyList<Tensor> Field)[] _parts;

    /// <param name="players">The players and their losses.</param>
    public DifferentiableField(IReadOnlyList<(Network Player, Tensor Loss)> players)
    {
        _parts = [.. players.Select(entry => (entry.Player, entry.Player.Differentiate(entry.Loss, again: true)))];
        Field = [.. _parts.SelectMany(part => part.Field).Select(v => new TorchTensor(v))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TorchTensor> Field { get; }

    /// <inheritdoc/>
    public int Count => (int)Field.Sum(v => v.Value.numel());

    /// <summary>Puts the corrected field in the place of the players' gradients.</summary>
    public void Apply(ICorrection correction)
    {
        var corrected = correction.Correct(this);
        var first = 0;
        foreach (var (player, field) in _parts)
        {
            player.SetGradient([.. corrected.Skip(first).Take(field.Count).Select(direction => direction.Value)]);
            first += field.Count;
        }
    }

    // The gradient of |v|^2 / 2 by all parameters.
    /// <inheritdoc/>
    public IReadOnlyList<TorchTensor> TransposedProduct()
    {
        var energy = Field.Select(Consensus.Energy).Aggregate((a, b) => a + b).Value;
        return [.. _parts.SelectMany(part => part.Player.Differentiate(energy, again: false)).Select(product => new TorchTensor(product))];
    }

    // J^T u is linear in u; the derivative of <J^T u, v> by u is J v.
    /// <inheritdoc/>
    public IReadOnlyList<TorchTensor> Product()
    {
        var u = Field.Select(v => zeros_like(v.Value).requires_grad_(true)).ToArray();
        var pairing = Inner(Field, u.Select(x => new TorchTensor(x))).Value;
        var transposed = _parts.SelectMany(part => part.Player.Differentiate(pairing, again: true)).Select(x => new TorchTensor(x));
        var paired = Inner(transposed, Field.Select(v => new TorchTensor(v.Value.detach()))).Value;
        return [.. Gradients.Of(paired, u, again: false).Select(product => new TorchTensor(product))];
    }

    private static TorchTensor Inner(IEnumerable<TorchTensor> a, IEnumerable<TorchTensor> b) =>
        a.Zip(b, Symplectic.Product).Aggregate((x, y) => x + y);
}
