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

    /// <summary>Latents of one stream, [N, length of z], on the device.</summary>
    /// <param name="seed">Seed of the draws, which may be another than the experiment's.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="index">Number of the stream.</param>
    /// <param name="count">N.</param>
    /// <param name="from">Latents of the stream that come before.</param>
    public Tensor Draw(ulong seed, string purpose, long index, int count, int from = 0)
    {
        var size = _gan.LatentSize;
        var noise = Draws.Normal(seed, purpose, index, [count, size], device, (ulong)from * (ulong)size);
        if (_gan.Mixture?.Value is not { } mixture)
            return noise;
        var components = Draws.Choices(seed, $"components of {purpose}", index, count, mixture.Components, from);
        var means = Draws.NormalRows(experiment.Seed, "means of the latents", components, size, device);
        return LatentMixtures.Draw(mixture.Deviation, new TorchTensor(means), new TorchTensor(noise)).Value;
    }
}
