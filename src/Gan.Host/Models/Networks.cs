using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>The networks of a GAN.</summary>
internal static class Networks
{
    /// <summary>G: latents [N, z] to samples [N, ...].</summary>
    public static nn.Module<Tensor, Tensor> Generator(GanTraining gan) =>
        gan.Architecture.IsDigits28
            ? new DigitsGenerator(gan.LatentSize)
            : new Mlp("generator", gan.LatentSize, gan.Width, outputs: 2);

    /// <summary>D: samples [N, ...] to one logit each, [N].</summary>
    public static nn.Module<Tensor, Tensor> Discriminator(GanTraining gan) =>
        gan.Architecture.IsDigits28
            ? new DigitsDiscriminator()
            : new Mlp("discriminator", inputs: 2, gan.Width, outputs: 1);
}
