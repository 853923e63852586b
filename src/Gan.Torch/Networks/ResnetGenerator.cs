using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Generator of 32x32 images of residual blocks: z, with the class behind it or in the normalisations, fully connected to maps of
/// 4x4, three blocks that double the side,
/// batch normalisation, ReLU, a convolution 3x3, sigmoid. Source: Miyato et al. 2018, Table 4 and Fig. 8.
/// </summary>
internal sealed class ResnetGenerator : nn.Module<Tensor, Tensor?, Tensor>
{
    private const int Smallest = 4;
    private const int Blocks = 3;

    private readonly bool _besideLatent;
    private readonly int _width;
    private readonly Linear fc1;
    private readonly List<UpBlock> _blocks = [];
    private readonly nn.Module _norm;
    private readonly Conv2d conv1;
    private readonly SelfAttention? attention;

    /// <param name="latentSize">Length of z.</param>
    /// <param name="width">Channels of all maps.</param>
    /// <param name="channels">1 for grey images, 3 for colour.</param>
    /// <param name="classes">Classes that it is asked for; 0 for none.</param>
    /// <param name="classNorms">Whether the class goes into the normalisations, not beside z.</param>
    /// <param name="attends">Whether it has self-attention.</param>
    public ResnetGenerator(int latentSize, int width, int channels, int classes, bool classNorms, bool attends) : base("generator")
    {
        _width = width;
        _besideLatent = classes > 0 && !classNorms;
        fc1 = nn.Linear(latentSize + (_besideLatent ? classes : 0), width * Smallest * Smallest);
        conv1 = nn.Conv2d(width, channels, kernel_size: 3, padding: 1);
        if (attends)
            attention = new SelfAttention(width, spectralNorm: null);
        RegisterComponents();
        for (var block = 1; block <= Blocks; block++)
        {
            _blocks.Add(new UpBlock(width, classNorms ? classes : 0));
            register_module($"block{block}", _blocks[^1]);
        }
        _norm = ClassNorm.OfMaps(width, classNorms ? classes : 0);
        register_module("bn1", _norm);
    }

    /// <summary>latents_NZ and one-hot classes_NK to images [N, C, 32, 32].</summary>
    public override Tensor forward(Tensor latents, Tensor? classes)
    {
        var h = fc1.forward(_besideLatent ? cat([latents, classes!], 1) : latents).view(-1, _width, Smallest, Smallest);
        foreach (var block in _blocks)
        {
            h = SelfAttention.Apply(attention, block.forward(h, classes));
        }
        return conv1.forward(ClassNorm.Normalise(_norm, h, classes).relu()).sigmoid();
    }

    // Twice the side: normalisation, ReLU, nearest neighbours, convolution; again without the neighbours; beside it a convolution 1x1.
    private sealed class UpBlock : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly nn.Module bn1;
        private readonly nn.Module bn2;
        private readonly Conv2d conv1;
        private readonly Conv2d conv2;
        private readonly Conv2d shortcut;

        public UpBlock(int width, int classes) : base("block")
        {
            (bn1, bn2) = (ClassNorm.OfMaps(width, classes), ClassNorm.OfMaps(width, classes));
            conv1 = nn.Conv2d(width, width, kernel_size: 3, padding: 1);
            conv2 = nn.Conv2d(width, width, kernel_size: 3, padding: 1);
            shortcut = nn.Conv2d(width, width, kernel_size: 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor maps, Tensor? classes)
        {
            var h = conv1.forward(Larger(ClassNorm.Normalise(bn1, maps, classes).relu()));
            h = conv2.forward(ClassNorm.Normalise(bn2, h, classes).relu());
            return h.Plus(Larger(shortcut.forward(maps)));
        }

        private static Tensor Larger(Tensor maps) => nn.functional.interpolate(maps, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
    }
}
