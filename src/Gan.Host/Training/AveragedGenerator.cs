using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// A generator whose parameters are the exponential moving average of another's, for sampling; running statistics are
/// the other's own. The average is the core's.
/// </summary>
internal sealed class AveragedGenerator(Experiment experiment, Device device)
    : FlatModule("generator-average", Networks.Generator(experiment.Gan()), device)
{
    /// <summary>Starts at the generator's first values.</summary>
    public void Begin(Network generator) => Take(generator, generator.Parameters.Values);

    /// <summary>Follows the generator after step t, counted from 1.</summary>
    public void Follow(Network generator, long t)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var decay = MovingAverages.DecayAfter(experiment.Gan().Average, experiment.BatchSize, t);
        Take(generator, MovingAverages.Update(decay, new TorchTensor(Parameters.Values), new(generator.Parameters.Values)).Value);
    }

    private void Take(Network generator, Tensor values)
    {
        using var noGradients = no_grad();
        Parameters.Values.copy_(values);
        foreach (var ((_, mine), (_, its)) in Buffers.Zip(generator.Buffers))
            mine.copy_(its);
    }
}
