using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>Draws z: standard normal, or from a mixture whose means follow from the run's seed.</summary>
internal sealed class LatentSource(GanOptions options, Device device)
{
    /// <summary>psi of the truncation trick that samples are drawn with; null for none.</summary>
    public double? Truncation => options.Truncation < 1 ? options.Truncation : null;

    /// <summary>The words about truncation in a report's line of samples; none where there is none.</summary>
    public static string Described(double? truncation) => truncation is { } psi ? FormattableString.Invariant($", truncation {psi}") : "";

    /// <summary>Latents of one stream, [N, length of z], on the device.</summary>
    /// <param name="seed">Seed of the draws, which may be another than the run's.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="index">Number of the stream.</param>
    /// <param name="count">N.</param>
    /// <param name="from">Latents of the stream that come before.</param>
    public Tensor Draw(ulong seed, string purpose, long index, int count, int from = 0) =>
        DrawAround(seed, purpose, index, count, from).Latents.Value;

    /// <summary>Latents for samples that are looked at or compared: with the truncation trick, if the options ask for it.</summary>
    public Tensor DrawTruncated(ulong seed, string purpose, long index, int count, int from = 0)
    {
        var (means, latents) = DrawAround(seed, purpose, index, count, from);
        return (Truncation is { } psi ? Gan.Math.Latents.Truncate(psi, means ?? new(zeros_like(latents.Value)), latents) : latents).Value;
    }

    private (TorchTensor? Means, TorchTensor Latents) DrawAround(ulong seed, string purpose, long index, int count, int from)
    {
        var size = options.LatentSize;
        var noise = new TorchTensor(Draws.Normal(seed, purpose, index, [count, size], device, (ulong)from * (ulong)size));
        if (options.LatentComponents == 0)
            return (null, noise);
        var components = Draws.Choices(seed, $"components of {purpose}", index, count, options.LatentComponents, from);
        var means = new TorchTensor(Draws.NormalRows(options.Seed, "means of the latents", components, size, device));
        return (means, Gan.Math.Latents.OfMixture(options.LatentDeviation, means, noise));
    }
}
