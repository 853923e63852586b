using Gan.Math.Training;
using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Fully connected network with hidden layers of one width and LeakyReLU 0.2: generator or discriminator of points. With spectral
/// normalisation every layer has spectral norm 1: Miyato et al. 2018, Sec. 2.1.
/// </summary>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private const double Slope = 0.2;

    private readonly long _outputs;
    private readonly Linear[] _layers;
    private readonly SpectralVector?[] _spectral;

    /// <param name="name">Name of the module.</param>
    /// <param name="inputs">Numbers that it takes.</param>
    /// <param name="width">Units of each hidden layer.</param>
    /// <param name="depth">Hidden layers.</param>
    /// <param name="outputs">Numbers that it gives.</param>
    /// <param name="normalisation">Of a discriminator's layers.</param>
    public Mlp(string name, int inputs, int width, int depth, int outputs, Normalisation? normalisation = null) : base(name)
    {
        _outputs = outputs;
        int[] sizes = [inputs, .. Enumerable.Repeat(width, depth), outputs];
        _layers = [.. sizes.Zip(sizes.Skip(1), (from, to) => nn.Linear(from, to))];
        _spectral = [.. sizes.Skip(1).Select(size => SpectralVector.Create(SpectralVector.NormOf(normalisation), size))];
        for (var i = 0; i <= depth; i++)
            register_module($"fc{i + 1}", _layers[i]);
        for (var i = 0; i <= depth; i++)
            if (_spectral[i] is { } vector)
                register_module($"spectral{i + 1}", vector);
    }

    /// <summary>inputs [N, inputs] to [N, outputs]; a single output gives [N].</summary>
    public override Tensor forward(Tensor inputs)
    {
        var h = inputs;
        for (var i = 0; i < _layers.Length - 1; i++)
            h = Layer(i, h).LeakyRelu(Slope);
        var y = Layer(_layers.Length - 1, h);
        return _outputs == 1 ? y.view(-1) : y;
    }

    private Tensor Layer(int i, Tensor input) => nn.functional.linear(input, SpectralVector.Weights(_layers[i].weight, _spectral[i]),
        _layers[i].bias);
}
