using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>The networks of a GAN of some data.</summary>
internal static class Networks
{
    // The article's discriminator is DCGAN's of this width.
    private const int DigitsWidth = 64;

    /// <summary>G: latents [N, z], and classes where it takes them, to samples [N, ...].</summary>
    public static nn.Module Generator(GanTraining gan, DataSet data)
    {
        var classes = gan.Conditioning.IsUnconditional ? 0 : Experiments.Classes(data);
        var (channels, classNorms) = (Experiments.Shape(data)[0], gan.GeneratorConditioning.IsConditionalBatchNorm);
        return gan.Architecture.IsDigits28 ? new DigitsGenerator(gan.LatentSize)
            : gan.Architecture.IsMlp ? new Mlp("generator", gan.LatentSize, gan.Width, gan.Depth, outputs: 2)
            : gan.Architecture.IsResnet32 ? new ResnetGenerator(gan.LatentSize, 2 * gan.Width, channels, classes, classNorms, gan.Attention)
            : new DcganGenerator(gan.LatentSize, Maps(gan, data), channels, gan.Hidden, classes, classNorms, gan.Attention);
    }

    /// <summary>D: samples [N, ...], or packs of them, and classes where it takes them, to one logit each, [N]; with an auxiliary classifier to [N, 1 + K].</summary>
    public static nn.Module Discriminator(GanTraining gan, DataSet data)
    {
        var (channels, classes) = (gan.Packing * Experiments.Shape(data)[0], Experiments.Classes(data));
        return gan.Architecture.IsDigits28 ? new DcganDiscriminator(new DcganMaps(Side: 28, DigitsWidth), channels, gan.Normalisation)
            : gan.Architecture.IsMlp ? new Mlp("discriminator", channels, gan.Width, gan.Depth, outputs: 1, gan.Normalisation)
            : gan.Architecture.IsResnet32 ? new ResnetDiscriminator(gan.Width, channels, gan.Normalisation.IsCustomary ? 1 : SpectralVector.NormOf(gan.Normalisation), gan.Conditioning, classes, gan.Attention)
            : new DcganDiscriminator(Maps(gan, data), channels, gan.Normalisation, gan.Hidden, gan.Conditioning, classes, gan.Attention);
    }

    private static DcganMaps Maps(GanTraining gan, DataSet data) => new(Experiments.Shape(data)[1], gan.Width);
}
