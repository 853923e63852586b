using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>A pair of networks that can be named: what it fits, what it can be asked for, and how it is built.</summary>
public abstract class GanArchitecture : IGanArchitecture
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public abstract GanTraits Traits { get; }

    /// <inheritdoc/>
    public abstract bool Fits(IReadOnlyList<int> shape);

    /// <summary>G: latents [N, z], and classes where it takes them, to samples [N, ...].</summary>
    /// <param name="networks">What is asked for.</param>
    /// <param name="shape">Of a sample: channels, height and width of an image; 2 for points.</param>
    /// <param name="classes">K of the data; 0 for none.</param>
    public abstract nn.Module Generator(GanNetworks networks, IReadOnlyList<int> shape, int classes);

    /// <summary>
    /// D: samples [N, ...], or packs of them, and classes where it takes them, to one logit each, [N]; with an auxiliary classifier
    /// to [N, 1 + K].
    /// </summary>
    /// <inheritdoc cref="Generator"/>
    public abstract nn.Module Discriminator(GanNetworks networks, IReadOnlyList<int> shape, int classes);

    /// <summary>Classes that the generator is asked for; 0 where it knows none.</summary>
    protected static int Asked(GanNetworks networks, int classes) => networks.Conditioning.IsUnconditional ? 0 : classes;

    /// <summary>True if a shape is that of square images of a side.</summary>
    protected static bool IsSquare(IReadOnlyList<int> shape, int side) => shape.Count == 3 && shape[1] == side && shape[2] == side;
}

/// <summary>The pairs of networks that can be named. A new pair is one file and one line here.</summary>
public static class GanArchitectures
{
    /// <summary>All of them; the first that fits some data is its default.</summary>
    public static IReadOnlyList<GanArchitecture> All { get; } =
        [new Digits28(), new Dcgan(28), new Dcgan(32), new Dcgan(64), new Resnet32(), new MlpPair()];
}
