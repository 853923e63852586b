using Gan.Host.Tensors;
using Gan.Math.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>
/// Fully connected network with two hidden layers and LeakyReLU 0.2: generator or discriminator of points. With spectral
/// normalisation every layer has spectral norm 1: Miyato et al. 2018, Sec. 2.1.
/// </summary>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private const double Slope = 0.2;

    private readonly long _outputs;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Linear fc3;
    private readonly SpectralVector? spectral1;
    private readonly SpectralVector? spectral2;
    private readonly SpectralVector? spectral3;

    public Mlp(string name, int inputs, int width, int outputs, Normalisation? normalisation = null) : base(name)
    {
        _outputs = outputs;
        fc1 = nn.Linear(inputs, width);
        fc2 = nn.Linear(width, width);
        fc3 = nn.Linear(width, outputs);
        if (normalisation?.IsSpectral == true)
            (spectral1, spectral2, spectral3) = (new SpectralVector(width), new SpectralVector(width), new SpectralVector(outputs));
        RegisterComponents();
    }

    /// <summary>inputs [N, inputs] to [N, outputs]; a single output gives [N].</summary>
    public override Tensor forward(Tensor inputs)
    {
        var h = Layer(fc1, spectral1, inputs).LeakyRelu(Slope);
        h = Layer(fc2, spectral2, h).LeakyRelu(Slope);
        var y = Layer(fc3, spectral3, h);
        return _outputs == 1 ? y.view(-1) : y;
    }

    private static Tensor Layer(Linear layer, SpectralVector? spectral, Tensor input) =>
        nn.functional.linear(input, SpectralVector.Weights(layer.weight, spectral), layer.bias);
}
