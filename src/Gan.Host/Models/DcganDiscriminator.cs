using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>
/// Discriminator of 28x28 images: two convolutions 4x4 of stride 2, LeakyReLU 0.2, batch normalisation after the second,
/// fully connected to one logit. Pixels come in [0, 1] and are normalised to [-1, 1] first. The class comes in as planes beside
/// the image, or into the score by projection. Source: Radford et al. 2016, Sec. 3, for this size.
/// </summary>
internal sealed class DcganDiscriminator : nn.Module<Tensor, Tensor?, Tensor>, ISmallNormalWeights
{
    private const double Slope = 0.2;
    private const int Side = 7;

    private readonly bool _planes;
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Linear fc1;
    private readonly Linear? embedding;

    /// <param name="width">Channels at 14x14; twice as many at 7x7.</param>
    /// <param name="conditioning">How it takes the class.</param>
    /// <param name="classes">How many there are.</param>
    public DcganDiscriminator(int width, Conditioning conditioning, int classes) : base("discriminator")
    {
        _planes = conditioning.IsConcatenation;
        conv1 = nn.Conv2d(_planes ? 1 + classes : 1, width, kernel_size: 4, stride: 2, padding: 1);
        conv2 = nn.Conv2d(width, 2 * width, kernel_size: 4, stride: 2, padding: 1);
        bn2 = nn.BatchNorm2d(2 * width);
        fc1 = nn.Linear(2 * width * Side * Side, 1);
        embedding = conditioning.IsProjection ? nn.Linear(classes, 2 * width * Side * Side, hasBias: false) : null;
        RegisterComponents();
    }

    /// <summary>images [N, 1, 28, 28] and one-hot classes_NK to logits_N.</summary>
    public override Tensor forward(Tensor images, Tensor? classes)
    {
        var x = images.Times(2).Plus(-1);
        if (_planes)
            x = cat([x, classes!.unsqueeze(-1).unsqueeze(-1).expand(-1, -1, images.shape[2], images.shape[3])], 1);
        var h = bn2.forward(conv2.forward(conv1.forward(x).LeakyRelu(Slope))).LeakyRelu(Slope);
        var score = FeatureLinear.Forward(fc1, h).view(-1);
        return embedding is null ? score
            : ConditionalLosses.ProjectionScore(new TorchTensor(embedding.forward(classes!)), new(h.flatten(1)), new(score)).Value;
    }
}
