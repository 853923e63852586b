using Gan.Math.Training;
using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Discriminator of 32x32 images of residual blocks: two that halve the side, two that keep it, ReLU, the sum over all places, the
/// <see cref="DiscriminatorHead"/>. Pixels come in [0, 1] and are normalised to [-1, 1] first. Source: Miyato et al. 2018, Table
/// 4 and Fig. 8; Miyato and Koyama 2018, Fig. 14.
/// </summary>
internal sealed class ResnetDiscriminator : nn.Module<Tensor, Tensor?, Tensor>
{
    private const int Halvings = 2;
    private const int Blocks = 4;

    private readonly bool _planes;
    private readonly List<Block> _blocks = [];
    private readonly SelfAttention? attention;
    private readonly DiscriminatorHead _head;

    /// <param name="width">Channels of all maps.</param>
    /// <param name="channels">1 for grey images, 3 for colour; of a pack, as many times.</param>
    /// <param name="spectralNorm">That every layer's weights get; null if they get none.</param>
    /// <param name="conditioning">How it takes the class.</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="attends">Whether it has self-attention.</param>
    public ResnetDiscriminator(int width, int channels, double? spectralNorm, Conditioning conditioning, int classes,
        bool attends) : base("discriminator")
    {
        _planes = conditioning.IsConcatenation;
        if (attends)
            attention = new SelfAttention(width, spectralNorm);
        RegisterComponents();
        for (var block = 1; block <= Blocks; block++)
        {
            var inputs = block > 1 ? width : _planes ? channels + classes : channels;
            _blocks.Add(new Block(inputs, width, isFirst: block == 1, halves: block <= Halvings, spectralNorm));
            register_module($"block{block}", _blocks[^1]);
        }
        _head = new DiscriminatorHead(this, width, conditioning, classes, spectralNorm);
    }

    /// <summary>images [N, C, 32, 32] and one-hot classes_NK to what the head makes of them.</summary>
    public override Tensor forward(Tensor images, Tensor? classes)
    {
        var h = DiscriminatorInput.Of(images, _planes ? classes : null);
        foreach (var block in _blocks)
        {
            h = SelfAttention.Apply(attention, block.forward(h));
        }
        return _head.Forward(h.relu().sum([2, 3]), classes);
    }

    // ReLU, which the first leaves out, convolution, ReLU, convolution, the mean of four places if it halves the side; beside it
    // a convolution 1x1 where anything changes.
    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly bool _isFirst;
        private readonly bool _halves;
        private readonly Conv2d conv1;
        private readonly Conv2d conv2;
        private readonly Conv2d? shortcut;
        private readonly SpectralVector? conv1_spectral;
        private readonly SpectralVector? conv2_spectral;
        private readonly SpectralVector? shortcut_spectral;

        public Block(int inputs, int width, bool isFirst, bool halves, double? spectralNorm) : base("block")
        {
            (_isFirst, _halves) = (isFirst, halves);
            conv1 = nn.Conv2d(inputs, width, kernel_size: 3, padding: 1);
            conv2 = nn.Conv2d(width, width, kernel_size: 3, padding: 1);
            (conv1_spectral, conv2_spectral) = (SpectralVector.Create(spectralNorm, width), SpectralVector.Create(spectralNorm, width));
            if (halves)
                (shortcut, shortcut_spectral) = (nn.Conv2d(inputs, width, kernel_size: 1), SpectralVector.Create(spectralNorm, width));
            RegisterComponents();
        }

        public override Tensor forward(Tensor maps)
        {
            var h = Convolve(conv1, conv1_spectral, _isFirst ? maps : maps.relu(), border: 1);
            h = Smaller(Convolve(conv2, conv2_spectral, h.relu(), border: 1));
            return h.Plus(shortcut is null ? maps : Smaller(Convolve(shortcut, shortcut_spectral, maps, border: 0)));
        }

        private Tensor Smaller(Tensor maps) => _halves ? nn.functional.avg_pool2d(maps, 2) : maps;

        private static Tensor Convolve(Conv2d layer, SpectralVector? spectral, Tensor input, int border) =>
            nn.functional.conv2d(input, SpectralVector.Weights(layer.weight!, spectral), layer.bias, padding: [border, border]);
    }
}
