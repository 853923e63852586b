using Gan.Math;
using Gan.Math.CSharp;
using Gan.Math.Normalisation;
using Gan.Math.Training;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// The first singular vector of one layer's weights, which follows them by a step of the power iteration at each use in training;
/// in evaluation it stays. The formulas are the core's.
/// </summary>
internal sealed class SpectralVector : nn.Module
{
    private readonly double _norm;
    private readonly Tensor u;

    /// <param name="norm">Spectral norm that the weights get.</param>
    /// <param name="outputs">Outputs of the layer.</param>
    public SpectralVector(double norm, long outputs) : base("spectral")
    {
        _norm = norm;
        var key = Seeds.Derive(0, "spectral vector", (ulong)outputs);
        using var start = tensor(Enumerable.Range(0, (int)outputs).Select(n => (float)Seeds.Normal(key, (ulong)n)).ToArray());
        u = SpectralNorm.Unit(new TorchTensor(start)).Value.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The spectral norm that a normalisation gives to weights; null if it is another one.</summary>
    public static double? NormOf(Normalisation? normalisation) => normalisation is Normalisation.Spectral spectral ? spectral.norm : null;

    /// <summary>One for a layer of so many outputs, if its weights are to get a spectral norm.</summary>
    public static SpectralVector? Create(double? norm, long outputs) => norm is { } wanted ? new(wanted, outputs) : null;

    /// <summary>A layer's weights as it uses them: at their spectral norm if it has such a vector.</summary>
    public static Tensor Weights(Tensor weights, SpectralVector? vector) => vector?.Normalise(weights) ?? weights;

    // weights [O, ...] at their spectral norm, as a matrix of O rows.
    private Tensor Normalise(Tensor weights)
    {
        var matrix = weights.flatten(1);
        TorchTensor Times(TorchTensor x) => new(matrix.mv(x.Value));
        TorchTensor v;
        using (no_grad())
        {
            var (next, right) = SpectralNorms.Iterate(Times, y => new TorchTensor(matrix.t().mv(y.Value)), new TorchTensor(u));
            if (training)
                u.copy_(next.Value);
            v = right;
        }
        // The graph keeps this copy: the vector itself moves on before the backward pass.
        return SpectralNorms.Normalise(_norm, Times, new TorchTensor(u.clone()), v, new(weights)).Value;
    }
}
