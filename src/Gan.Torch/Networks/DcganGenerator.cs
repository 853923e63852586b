using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Generator of images: z, with the class behind it, fully connected to maps of 7x7 or 4x4, through a hidden layer if there is one, then
/// transposed convolutions 4x4 of stride 2; batch normalisation, of the class if it is so asked for, and ReLU between, sigmoid at
/// the end. A channel of maps is normalised
/// as one; behind a hidden layer every unit of the first maps is on its own, and what all samples have in common goes. Source:
/// Radford et al. 2016,
/// Sec. 3; Chen et al. 2016, Appendix C.1, for the hidden layer.
/// </summary>
internal sealed class DcganGenerator : nn.Module<Tensor, Tensor?, Tensor>, ISmallNormalWeights
{
    private readonly DcganMaps _maps;
    private readonly bool _besideLatent;
    private readonly Linear? fc0;
    private readonly BatchNorm1d? bn0;
    private readonly Linear fc1;
    private readonly List<nn.Module> _norms = [];
    private readonly List<ConvTranspose2d> _convolutions = [];
    private readonly SelfAttention? attention;

    /// <param name="latentSize">Length of z.</param>
    /// <param name="maps">Side of the images, channels of the layers.</param>
    /// <param name="channels">1 for grey images, 3 for colour.</param>
    /// <param name="hidden">Units of the hidden layer; 0 for none.</param>
    /// <param name="classes">Classes that it is asked for; 0 for none.</param>
    /// <param name="classNorms">Whether the class goes into the normalisations, not beside z.</param>
    /// <param name="attends">Whether it has self-attention.</param>
    public DcganGenerator(int latentSize, DcganMaps maps, int channels, int hidden = 0, int classes = 0, bool classNorms =
        false, bool attends = false) : base("generator")
    {
        _maps = maps;
        _besideLatent = classes > 0 && !classNorms;
        var inputs = latentSize + (_besideLatent ? classes : 0);
        if (hidden > 0)
            (fc0, bn0) = (nn.Linear(inputs, hidden), nn.BatchNorm1d(hidden));
        fc1 = nn.Linear(hidden > 0 ? hidden : inputs, maps.Units);
        if (attends)
            attention = new SelfAttention(maps.AttendedChannels, spectralNorm: null);
        RegisterComponents();
        for (var layer = maps.Layers; layer > 0; layer--)
        {
            var normClasses = classNorms ? classes : 0;
            _norms.Add(hidden > 0 && layer == maps.Layers ? ClassNorm.OfUnits(maps.Units,
                normClasses) : ClassNorm.OfMaps(maps.ChannelsAt(layer), normClasses));
            _convolutions.Add(nn.ConvTranspose2d(maps.ChannelsAt(layer), layer == 1
                ? channels : maps.ChannelsAt(layer - 1), kernel_size: 4, stride: 2, padding: 1));
            register_module($"bn{_norms.Count}", _norms[^1]);
            register_module($"conv{_convolutions.Count}", _convolutions[^1]);
        }
    }

    /// <summary>latents_NZ and one-hot classes_NK to images [N, C, H, W].</summary>
    public override Tensor forward(Tensor latents, Tensor? classes)
    {
        var z = _besideLatent ? cat([latents, classes!], 1) : latents;
        if (fc0 is not null)
            z = bn0!.forward(fc0.forward(z)).relu();
        var h = fc0 is null ? Normalise(0, Maps(fc1.forward(z))) : Maps(Normalise(0, fc1.forward(z)));
        for (var layer = 0; layer < _convolutions.Count; layer++)
        {
            h = layer == 0 ? h : Normalise(layer, h);
            h = _convolutions[layer].forward(SelfAttention.Apply(attention, h.relu()));
        }
        return h.sigmoid();

        Tensor Normalise(int layer, Tensor values) => ClassNorm.Normalise(_norms[layer], values, classes);
    }

    private Tensor Maps(Tensor units) => units.view(-1, _maps.ChannelsAt(_maps.Layers), _maps.Smallest, _maps.Smallest);
}
