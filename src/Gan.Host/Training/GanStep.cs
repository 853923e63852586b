using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>One step of a generator against a discriminator, in the order of play that the experiment names.</summary>
internal sealed class GanStep(Experiment experiment, long total, Network generator, Network discriminator, Device device)
{
    private readonly GameStep<LabelledSamples> _game = new(experiment.Gan().Game.Play, experiment.Gan().Game.DiscriminatorSteps,
        (discriminator, experiment.Gan().Discriminator), (generator, experiment.Gan().Generator),
        new PlayerGradients(experiment, generator, discriminator, device), total);

    /// <summary>Plays step t, counted from 1.</summary>
    /// <param name="t">The step.</param>
    /// <param name="nextBatch">Gives real samples in [0, 1], one batch a call, on the device.</param>
    /// <exception cref="GanError">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public StepTerms Play(long t, Func<LabelledSamples> nextBatch) => _game.Play(t, nextBatch);
}
