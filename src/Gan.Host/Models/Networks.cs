using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>The networks of a GAN.</summary>
internal static class Networks
{
    // The article's discriminator is DCGAN's of this width.
    private const int DigitsWidth = 64;

    /// <summary>G: latents [N, z], and classes where it takes them, to samples [N, ...].</summary>
    public static nn.Module Generator(GanTraining gan) =>
        gan.Architecture.IsDigits28 ? new DigitsGenerator(gan.LatentSize)
        : gan.Architecture.IsDcgan28 ? new DcganGenerator(gan.LatentSize, gan.Width, gan.Hidden, gan.Conditioning.IsUnconditional ? 0 : Classifiers.Classes)
        : new Mlp("generator", gan.LatentSize, gan.Width, outputs: 2);

    /// <summary>D: samples [N, ...], and classes where it takes them, to one logit each, [N].</summary>
    public static nn.Module Discriminator(GanTraining gan) =>
        gan.Architecture.IsDigits28 ? new DcganDiscriminator(DigitsWidth, hidden: 0, Conditioning.Unconditional, Classifiers.Classes, gan.Normalisation)
        : gan.Architecture.IsDcgan28 ? new DcganDiscriminator(gan.Width, gan.Hidden, gan.Conditioning, Classifiers.Classes, gan.Normalisation)
        : new Mlp("discriminator", inputs: 2, gan.Width, outputs: 1, gan.Normalisation);
}
