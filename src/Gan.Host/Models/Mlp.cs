using Gan.Host.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>Fully connected network with two hidden layers and LeakyReLU 0.2: generator or discriminator of points.</summary>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private const double Slope = 0.2;

    private readonly long _outputs;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Linear fc3;

    public Mlp(string name, int inputs, int width, int outputs) : base(name)
    {
        _outputs = outputs;
        fc1 = nn.Linear(inputs, width);
        fc2 = nn.Linear(width, width);
        fc3 = nn.Linear(width, outputs);
        RegisterComponents();
    }

    /// <summary>inputs [N, inputs] to [N, outputs]; a single output gives [N].</summary>
    public override Tensor forward(Tensor inputs)
    {
        var h = fc1.forward(inputs).LeakyRelu(Slope);
        h = fc2.forward(h).LeakyRelu(Slope);
        var y = fc3.forward(h);
        return _outputs == 1 ? y.view(-1) : y;
    }
}
