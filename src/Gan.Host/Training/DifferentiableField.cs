using Gan.Host.Tensors;
using Gan.Math.CSharp;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// The game's field v, each player's gradient of its own loss by its own parameters, with the graph that products with its
/// Jacobian J need; and the corrections of it that the core defines. A correction is put in the place of the gradients.
/// </summary>
internal sealed class DifferentiableField(IReadOnlyList<(Network Player, Tensor Loss)> players)
{
    private readonly (Network Player, IReadOnlyList<Tensor> Field)[] _parts =
        [.. players.Select(entry => (entry.Player, entry.Player.Differentiate(entry.Loss, again: true)))];

    private IEnumerable<Tensor> Field => _parts.SelectMany(part => part.Field);

    /// <summary>v + weight J^T v.</summary>
    public void SeekConsensus(double weight) =>
        Correct(TransposedProduct(), (v, product) => Corrections.Consensus(weight, v, product));

    /// <summary>v + lambda A^T v, with lambda the weight in the aligned sign.</summary>
    public void AdjustSymplectically(double weight)
    {
        var transposed = TransposedProduct();
        var adjustments = Product().Zip(transposed, (product, other) => Corrections.Adjustment(new TorchTensor(product), new(other)).Value).ToArray();
        var aligned = Corrections.AlignedWeight(weight, Inner(Field, transposed), Inner(adjustments, transposed), (int)Field.Sum(v => v.numel()));
        Correct(adjustments, (v, adjustment) => Corrections.Symplectic(aligned, v, adjustment));
    }

    // The gradient of |v|^2 / 2 by all parameters.
    private Tensor[] TransposedProduct()
    {
        var energy = Field.Select(v => Corrections.Energy(new TorchTensor(v))).Aggregate((a, b) => a + b).Value;
        return [.. _parts.SelectMany(part => part.Player.Differentiate(energy, again: false))];
    }

    // J^T u is linear in u; the derivative of <J^T u, v> by u is J v.
    private Tensor[] Product()
    {
        var u = Field.Select(v => zeros_like(v).requires_grad_(true)).ToArray();
        var pairing = Inner(Field.Select(v => new TorchTensor(v)), u.Select(x => new TorchTensor(x))).Value;
        var transposed = _parts.SelectMany(part => part.Player.Differentiate(pairing, again: true)).Select(x => new TorchTensor(x));
        var paired = Inner(transposed, Field.Select(v => new TorchTensor(v.detach()))).Value;
        return [.. Gradients.Of(paired, u, again: false)];
    }

    private static TorchTensor Inner(IEnumerable<TorchTensor> a, IEnumerable<TorchTensor> b) =>
        a.Zip(b, Corrections.Product).Aggregate((x, y) => x + y);

    private static double Inner(IEnumerable<Tensor> a, IEnumerable<Tensor> b) =>
        Inner(a.Select(x => new TorchTensor(x.detach())), b.Select(x => new TorchTensor(x.detach()))).Value.ToNumber();

    private void Correct(Tensor[] corrections, Func<TorchTensor, TorchTensor, TorchTensor> direction)
    {
        var first = 0;
        foreach (var (player, field) in _parts)
        {
            player.SetGradient([.. field.Select((v, i) => direction(new TorchTensor(v), new(corrections[first + i])).Value)]);
            first += field.Count;
        }
    }
}
