using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>
/// Discriminator of 28x28 images: two convolutions 4x4 of stride 2, LeakyReLU 0.2, batch normalisation after the second,
/// fully connected to one logit, through a hidden layer if there is one; or, with spectral normalisation, every layer at spectral norm 1 and none over the batch.
/// Pixels come in [0, 1] and are normalised to [-1, 1] first. The class comes in as planes beside the image, or into the score by
/// projection. Source: Radford et al. 2016, Sec. 3, for this size; Miyato et al. 2018, Sec. 2.1.
/// </summary>
internal sealed class DcganDiscriminator : nn.Module<Tensor, Tensor?, Tensor>, ISmallNormalWeights
{
    private const double Slope = 0.2;
    private const int Side = 7;

    private readonly bool _planes;
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d? bn2;
    private readonly Linear? fc0;
    private readonly BatchNorm1d? bn0;
    private readonly Linear fc1;
    private readonly Linear? embedding;
    private readonly SpectralVector? spectral0;
    private readonly SpectralVector? spectral1;
    private readonly SpectralVector? spectral2;
    private readonly SpectralVector? spectral3;
    private readonly SpectralVector? spectral4;

    /// <param name="width">Channels at 14x14; twice as many at 7x7.</param>
    /// <param name="hidden">Units of the hidden layer; 0 for none.</param>
    /// <param name="conditioning">How it takes the class.</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="normalisation">What layers are normalised by.</param>
    public DcganDiscriminator(int width, int hidden, Conditioning conditioning, int classes, Normalisation normalisation) : base("discriminator")
    {
        _planes = conditioning.IsConcatenation;
        conv1 = nn.Conv2d(_planes ? 1 + classes : 1, width, kernel_size: 4, stride: 2, padding: 1);
        conv2 = nn.Conv2d(width, 2 * width, kernel_size: 4, stride: 2, padding: 1);
        bn2 = !normalisation.IsCustomary ? null : nn.BatchNorm2d(2 * width);
        var maps = 2 * width * Side * Side;
        if (hidden > 0)
            (fc0, bn0) = (nn.Linear(maps, hidden), normalisation.IsCustomary ? nn.BatchNorm1d(hidden) : null);
        var features = hidden > 0 ? hidden : maps;
        fc1 = nn.Linear(features, 1);
        embedding = conditioning.IsProjection ? nn.Linear(classes, features, hasBias: false) : null;
        if (normalisation.IsSpectral)
        {
            (spectral1, spectral2, spectral3) = (new SpectralVector(width), new SpectralVector(2 * width), new SpectralVector(1));
            spectral0 = hidden > 0 ? new SpectralVector(hidden) : null;
            spectral4 = embedding is null ? null : new SpectralVector(embedding.weight.shape[0]);
        }
        RegisterComponents();
    }

    /// <summary>images [N, 1, 28, 28] and one-hot classes_NK to logits_N.</summary>
    public override Tensor forward(Tensor images, Tensor? classes)
    {
        var x = images.Times(2).Plus(-1);
        if (_planes)
            x = cat([x, classes!.unsqueeze(-1).unsqueeze(-1).expand(-1, -1, images.shape[2], images.shape[3])], 1);
        var h = Convolve(conv1, spectral1, x).LeakyRelu(Slope);
        h = Convolve(conv2, spectral2, h);
        h = (bn2?.forward(h) ?? h).LeakyRelu(Slope);
        if (fc0 is not null)
        {
            h = FeatureLinear.Forward(SpectralVector.Weights(fc0.weight, spectral0), fc0.bias, h);
            h = (bn0?.forward(h) ?? h).LeakyRelu(Slope);
        }
        var weights = SpectralVector.Weights(fc1.weight, spectral3);
        var score = (fc0 is null ? FeatureLinear.Forward(weights, fc1.bias, h) : nn.functional.linear(h, weights, fc1.bias)).view(-1);
        return embedding is null ? score
            : ConditionalLosses.ProjectionScore(new TorchTensor(nn.functional.linear(classes!, SpectralVector.Weights(embedding.weight, spectral4))), new(h.flatten(1)), new(score)).Value;
    }

    private static Tensor Convolve(Conv2d layer, SpectralVector? spectral, Tensor input) =>
        nn.functional.conv2d(input, SpectralVector.Weights(layer.weight, spectral), layer.bias, strides: [2, 2], padding: [1, 1]);
}
