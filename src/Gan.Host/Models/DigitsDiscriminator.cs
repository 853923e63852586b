using Gan.Host.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>
/// Convolutional discriminator of 28x28 images: conv 1-64 4x4 stride 2, LeakyReLU 0.2, conv 64-128 4x4 stride 2,
/// batch normalisation, LeakyReLU 0.2, fully connected to one logit; the probability is its sigmoid.
/// Pixels come in [0, 1]; the first thing the model does is to normalise them to [-1, 1].
/// </summary>
internal sealed class DigitsDiscriminator : nn.Module<Tensor, Tensor>, ISmallNormalWeights
{
    private const double Slope = 0.2;
    private const int Channels = 128;
    private const int Side = 7;

    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Linear fc1;

    public DigitsDiscriminator() : base("discriminator")
    {
        conv1 = nn.Conv2d(1, 64, kernel_size: 4, stride: 2, padding: 1);
        conv2 = nn.Conv2d(64, Channels, kernel_size: 4, stride: 2, padding: 1);
        bn2 = nn.BatchNorm2d(Channels);
        fc1 = nn.Linear(Channels * Side * Side, 1);
        RegisterComponents();
    }

    /// <summary>images [N, 1, 28, 28] to logits_N.</summary>
    public override Tensor forward(Tensor images)
    {
        var h = conv1.forward(images.Times(2).Plus(-1)).LeakyRelu(Slope);
        h = bn2.forward(conv2.forward(h)).LeakyRelu(Slope);
        return FeatureLinear.Forward(fc1, h).view(-1);
    }
}
