using Gan.Math.Training;
using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Discriminator of images: convolutions 4x4 of stride 2, LeakyReLU 0.2, batch normalisation after all but the first,
/// fully connected to one logit, through a hidden layer if there is one; or, with spectral normalisation, every layer at one
/// spectral norm and none over the batch.
/// Pixels come in [0, 1] and are normalised to [-1, 1] first. The class comes in as planes beside the image, or at the
/// <see cref="DiscriminatorHead"/>. Source: Radford et al. 2016, Sec. 3; Miyato et al. 2018, Sec. 2.1.
/// </summary>
internal sealed class DcganDiscriminator : nn.Module<Tensor, Tensor?, Tensor>, ISmallNormalWeights
{
    private const double Slope = 0.2;

    private readonly bool _planes;
    private readonly List<Conv2d> _convolutions = [];
    private readonly List<SpectralVector?> _spectral = [];
    private readonly List<BatchNorm2d?> _norms = [];
    private readonly Linear? fc0;
    private readonly BatchNorm1d? bn0;
    private readonly SpectralVector? fc0_spectral;
    private readonly SelfAttention? attention;
    private readonly DiscriminatorHead _head;

    /// <param name="maps">Side of the images, channels of the layers.</param>
    /// <param name="channels">1 for grey images, 3 for colour; of a pack, as many times.</param>
    /// <param name="normalisation">What layers are normalised by.</param>
    /// <param name="hidden">Units of the hidden layer; 0 for none.</param>
    /// <param name="conditioning">How it takes the class; null for not at all.</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="attends">Whether it has self-attention.</param>
    public DcganDiscriminator(DcganMaps maps, int channels, Normalisation normalisation, int hidden = 0, Conditioning? conditioning =
        null, int classes = 0, bool attends = false) : base("discriminator")
    {
        conditioning ??= Conditioning.Unconditional;
        var spectralNorm = SpectralVector.NormOf(normalisation);
        _planes = conditioning.IsConcatenation;
        for (var layer = 1; layer <= maps.Layers; layer++)
        {
            var inputs = layer > 1 ? maps.ChannelsAt(layer - 1) : _planes ? channels + classes : channels;
            _convolutions.Add(nn.Conv2d(inputs, maps.ChannelsAt(layer), kernel_size: 4, stride: 2, padding: 1));
            _spectral.Add(SpectralVector.Create(spectralNorm, maps.ChannelsAt(layer)));
            _norms.Add(normalisation.IsCustomary && layer > 1 ? nn.BatchNorm2d(maps.ChannelsAt(layer)) : null);
            register_module($"conv{layer}", _convolutions[^1]);
            if (_spectral[^1] is { } vector)
                register_module($"conv{layer}_spectral", vector);
            if (_norms[^1] is { } norm)
                register_module($"bn{layer}", norm);
        }
        if (hidden > 0)
            (fc0, bn0, fc0_spectral) = (nn.Linear(maps.Units, hidden), normalisation.IsCustomary
                ? nn.BatchNorm1d(hidden) : null, SpectralVector.Create(spectralNorm, hidden));
        if (attends)
            attention = new SelfAttention(maps.AttendedChannels, spectralNorm);
        RegisterComponents();
        _head = new DiscriminatorHead(this, hidden > 0 ? hidden : maps.Units, conditioning, classes, spectralNorm);
    }

    /// <summary>images [N, C, H, W] and one-hot classes_NK to what the head makes of them.</summary>
    public override Tensor forward(Tensor images, Tensor? classes)
    {
        var h = DiscriminatorInput.Of(images, _planes ? classes : null);
        for (var layer = 0; layer < _convolutions.Count; layer++)
        {
            h = nn.functional.conv2d(h, SpectralVector.Weights(_convolutions[layer].weight!, _spectral[layer]), _convolutions[layer].bias,
                strides: [2, 2], padding: [1, 1]);
            h = SelfAttention.Apply(attention, (_norms[layer]?.forward(h) ?? h).LeakyRelu(Slope));
        }
        if (fc0 is not null)
        {
            h = FeatureLinear.Forward(SpectralVector.Weights(fc0.weight!, fc0_spectral), fc0.bias, h);
            h = (bn0?.forward(h) ?? h).LeakyRelu(Slope);
        }
        return _head.Forward(h, classes);
    }
}
