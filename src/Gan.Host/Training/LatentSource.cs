using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>Draws z as an experiment wants it: standard normal, or from a mixture whose means follow from the experiment's seed.</summary>
internal sealed class LatentSource(Experiment experiment, Device device)
{
    private readonly GanTraining _gan = experiment.Gan();

    /// <summary>How much nearer to their middle the latents of samples are drawn; null for not at all.</summary>
    public double? Truncation => _gan.Truncation < 1 ? _gan.Truncation : null;

    /// <summary>What a report's line of samples says of that; nothing where there is nothing to say.</summary>
    public static string Described(double? truncation) => truncation is { } psi ? FormattableString.Invariant($", truncation {psi}") : "";

    /// <summary>Latents of one stream, [N, length of z], on the device.</summary>
    /// <param name="seed">Seed of the draws, which may be another than the experiment's.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="index">Number of the stream.</param>
    /// <param name="count">N.</param>
    /// <param name="from">Latents of the stream that come before.</param>
    public Tensor Draw(ulong seed, string purpose, long index, int count, int from = 0) => DrawAround(seed, purpose, index, count, from).Latents.Value;

    /// <summary>The same for samples that are looked at or compared: nearer to their means, if the experiment wants it.</summary>
    public Tensor DrawTruncated(ulong seed, string purpose, long index, int count, int from = 0)
    {
        var (means, latents) = DrawAround(seed, purpose, index, count, from);
        return (Truncation is { } psi ? LatentMixtures.Truncate(psi, means ?? new(zeros_like(latents.Value)), latents) : latents).Value;
    }

    private (TorchTensor? Means, TorchTensor Latents) DrawAround(ulong seed, string purpose, long index, int count, int from)
    {
        var size = _gan.LatentSize;
        var noise = new TorchTensor(Draws.Normal(seed, purpose, index, [count, size], device, (ulong)from * (ulong)size));
        if (_gan.Mixture?.Value is not { } mixture)
            return (null, noise);
        var components = Draws.Choices(seed, $"components of {purpose}", index, count, mixture.Components, from);
        var means = new TorchTensor(Draws.NormalRows(experiment.Seed, "means of the latents", components, size, device));
        return (means, LatentMixtures.Draw(mixture.Deviation, means, noise));
    }
}
