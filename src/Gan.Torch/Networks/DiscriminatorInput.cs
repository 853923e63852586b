using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>The input of a discriminator's first layer.</summary>
internal static class DiscriminatorInput
{
    /// <summary>Samples [N, C, ...] in packs of m that follow each other, [N / m, m C, ...]: Lin et al. 2018, Sec. 2.</summary>
    public static Tensor Packs(Tensor samples, int m) => m == 1
        ? samples : samples.reshape([samples.shape[0] / m, m * samples.shape[1], .. samples.shape[2..]]);

    /// <summary>Pixels [N, C, H, W] in [0, 1], brought to [-1, 1]; the one-hot classes_NK, where they are given, as K planes
    /// behind them: Mirza and Osindero 2014, Sec. 3.2.</summary>
    public static Tensor Of(Tensor images, Tensor? classes)
    {
        var pixels = images.Times(2).Plus(-1);
        return classes is null ? pixels : cat([pixels, classes.unsqueeze(-1).unsqueeze(-1).expand(-1, -1, images.shape[2],
            images.shape[3])], 1);
    }
}
