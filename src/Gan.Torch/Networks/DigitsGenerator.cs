using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Fully connected generator of 28x28 images: z - 256 - 512 - 1024 - 784, batch normalisation and LeakyReLU 0.2 between,
/// sigmoid at the end, so that pixels lie in [0, 1].
/// </summary>
internal sealed class DigitsGenerator : nn.Module<Tensor, Tensor>, ISmallNormalWeights
{
    private const double Slope = 0.2;
    private const int Side = 28;

    private readonly Linear fc1;
    private readonly BatchNorm1d bn1;
    private readonly Linear fc2;
    private readonly BatchNorm1d bn2;
    private readonly Linear fc3;
    private readonly BatchNorm1d bn3;
    private readonly Linear fc4;

    public DigitsGenerator(int latentSize) : base("generator")
    {
        fc1 = nn.Linear(latentSize, 256);
        bn1 = nn.BatchNorm1d(256);
        fc2 = nn.Linear(256, 512);
        bn2 = nn.BatchNorm1d(512);
        fc3 = nn.Linear(512, 1024);
        bn3 = nn.BatchNorm1d(1024);
        fc4 = nn.Linear(1024, Side * Side);
        RegisterComponents();
    }

    /// <summary>latents_NZ to images [N, 1, 28, 28].</summary>
    public override Tensor forward(Tensor latents)
    {
        var h = bn1.forward(fc1.forward(latents)).LeakyRelu(Slope);
        h = bn2.forward(fc2.forward(h)).LeakyRelu(Slope);
        h = bn3.forward(fc3.forward(h)).LeakyRelu(Slope);
        return fc4.forward(h).sigmoid().view(-1, 1, Side, Side);
    }
}
