using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>The networks that an experiment names.</summary>
internal static class Networks
{
    /// <summary>G: latents [N, z] to samples [N, ...].</summary>
    public static nn.Module<Tensor, Tensor> Generator(Experiment experiment) =>
        experiment.Architecture.IsDigits28
            ? new DigitsGenerator(experiment.LatentSize)
            : new Mlp("generator", experiment.LatentSize, experiment.Width, outputs: 2);

    /// <summary>D: samples [N, ...] to one logit each, [N].</summary>
    public static nn.Module<Tensor, Tensor> Discriminator(Experiment experiment) =>
        experiment.Architecture.IsDigits28
            ? new DigitsDiscriminator()
            : new Mlp("discriminator", inputs: 2, experiment.Width, outputs: 1);
}
