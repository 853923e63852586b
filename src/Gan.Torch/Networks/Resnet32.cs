using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>Residual blocks, twice Width channels in the generator, for images of 32x32.</summary>
public sealed class Resnet32 : GanArchitecture
{
    private const int Side = 32;

    /// <inheritdoc/>
    public override string Name => "resnet32";

    /// <inheritdoc/>
    public override string Source => "Miyato et al. 2018, Table 4";

    /// <inheritdoc/>
    public override GanTraits Traits =>
        GanTraits.Width | GanTraits.Classes | GanTraits.Attention | GanTraits.Normalisation | GanTraits.Packing | GanTraits.Augmentation;

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<int> shape) => IsSquare(shape, Side);

    /// <inheritdoc/>
    public override nn.Module Generator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new ResnetGenerator(networks.LatentSize, 2 * networks.Width, shape[0], Asked(networks, classes),
            networks.GeneratorConditioning.IsConditionalBatchNorm, networks.Attention);

    /// <inheritdoc/>
    public override nn.Module Discriminator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new ResnetDiscriminator(networks.Width, networks.Packing * shape[0],
            networks.Normalisation.IsCustomary ? 1 : SpectralVector.NormOf(networks.Normalisation), networks.Conditioning, classes,
                networks.Attention);
}
