using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>Fully connected networks with Depth hidden layers of Width units, for points.</summary>
public sealed class MlpPair : GanArchitecture
{
    /// <inheritdoc/>
    public override string Name => "mlp";

    /// <inheritdoc/>
    public override string Source => "Metz et al. 2017, Sec. 3.3";

    /// <inheritdoc/>
    public override GanTraits Traits => GanTraits.Width | GanTraits.Depth | GanTraits.Normalisation | GanTraits.Packing;

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<int> shape) => shape.Count == 1;

    /// <inheritdoc/>
    public override nn.Module Generator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new Mlp("generator", networks.LatentSize, networks.Width, networks.Depth, outputs: shape[0]);

    /// <inheritdoc/>
    public override nn.Module Discriminator(GanNetworks networks, IReadOnlyList<int> shape, int classes) =>
        new Mlp("discriminator", networks.Packing * shape[0], networks.Width, networks.Depth, outputs: 1, networks.Normalisation);
}
