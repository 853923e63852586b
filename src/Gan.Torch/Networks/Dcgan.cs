using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>Transposed convolutions against convolutions, Width channels at half the images' side.</summary>
/// <param name="side">Of the images: 28, 32 or 64.</param>
public sealed class Dcgan(int side) : GanArchitecture
{
    /// <inheritdoc/>
    public override string Name => $"dcgan{side}";

    /// <inheritdoc/>
    public override string Source => "Radford et al. 2016, Sec. 3; Chen et al. 2016, Appendix C.1, for the hidden layer";

    /// <inheritdoc/>
    public override GanTraits Traits =>
        GanTraits.Width | GanTraits.Hidden | GanTraits.Classes | GanTraits.Attention
        | GanTraits.Normalisation | GanTraits.Packing | GanTraits.Augmentation;

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<int> shape) => IsSquare(shape, side);

    /// <inheritdoc/>
    public override nn.Module Generator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new DcganGenerator(networks.LatentSize, new DcganMaps(side, networks.Width), shape[0], networks.Hidden, Asked(networks, classes),
            networks.GeneratorConditioning.IsConditionalBatchNorm, networks.Attention);

    /// <inheritdoc/>
    public override nn.Module Discriminator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new DcganDiscriminator(new DcganMaps(side, networks.Width), networks.Packing * shape[0], networks.Normalisation, networks.Hidden,
            networks.Conditioning, classes, networks.Attention);
}
