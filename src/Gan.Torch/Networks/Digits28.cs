using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>Fully connected generator z-256-512-1024-784 and DCGAN's discriminator, for grey images of 28x28.</summary>
public sealed class Digits28 : GanArchitecture
{
    private const int Side = 28;
    private const int Width = 64;

    /// <inheritdoc/>
    public override string Name => "digits28";

    /// <inheritdoc/>
    public override string Source => "Goodfellow et al. 2014, Sec. 5; Radford et al. 2016, Sec. 3";

    /// <inheritdoc/>
    public override GanTraits Traits => GanTraits.Augmentation;

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<int> shape) => IsSquare(shape, Side) && shape[0] == 1;

    /// <inheritdoc/>
    public override nn.Module Generator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new DigitsGenerator(networks.LatentSize);

    /// <inheritdoc/>
    public override nn.Module Discriminator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new DcganDiscriminator(new DcganMaps(Side, Width), networks.Packing * shape[0], networks.Normalisation);
}
