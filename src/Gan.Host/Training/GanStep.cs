using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>Means over the batch of one step's terms, as numbers.</summary>
internal readonly record struct StepTerms(double DiscriminatorLoss, double GeneratorLoss, double RealProbability, double FakeProbability);

/// <summary>
/// One exchange of the game, Goodfellow et al. 2014, Algorithm 1: k discriminator updates with the generator fixed, then
/// one generator update with the discriminator fixed. Losses and updates are the core's.
/// </summary>
internal sealed class GanStep(Experiment experiment, Network generator, Network discriminator, Device device)
{
    /// <summary>Plays step t, counted from 1.</summary>
    /// <param name="t">The step.</param>
    /// <param name="nextBatch">Gives real samples in [0, 1], one batch a call.</param>
    /// <exception cref="GanError">A loss or a gradient is not finite; nothing was updated with it.</exception>
    public StepTerms Play(long t, Func<Tensor> nextBatch)
    {
        using var scope = NewDisposeScope();
        var terms = default(StepTerms);
        for (var k = 1; k <= experiment.DiscriminatorSteps; k++)
            terms = UpdateDiscriminator(t, (t - 1) * experiment.DiscriminatorSteps + k, nextBatch().to(device));
        return terms with { GeneratorLoss = UpdateGenerator(t) };
    }

    private StepTerms UpdateDiscriminator(long t, long update, Tensor real)
    {
        discriminator.Frozen = false;
        var fake = generator.Generate(DrawLatents("discriminator", update));
        var realLogits = new TorchTensor(discriminator.Forward(real));
        var fakeLogits = new TorchTensor(discriminator.Forward(fake));
        var loss = TorchTensor.Mean(AdversarialLosses.Discriminator(experiment.Loss, realLogits, fakeLogits)).Value;
        discriminator.Backward(loss);
        var values = RequireFinite(t, "discriminator", loss, discriminator.GradientNorm, Probability(realLogits), Probability(fakeLogits));
        discriminator.Update(update);
        return new StepTerms(values[0], 0, values[2], values[3]);
    }

    // New latents: those of the discriminator's update are the ones it has just learnt to reject.
    private double UpdateGenerator(long t)
    {
        discriminator.Frozen = true;
        var fakeLogits = new TorchTensor(discriminator.Forward(generator.Forward(DrawLatents("generator", t))));
        var loss = TorchTensor.Mean(AdversarialLosses.Generator(experiment.Loss, fakeLogits)).Value;
        generator.Backward(loss);
        var values = RequireFinite(t, "generator", loss, generator.GradientNorm);
        generator.Update(t);
        return values[0];
    }

    private Tensor DrawLatents(string player, long update) =>
        Latents.Draw(experiment.Seed, $"latents for the {player}", update, experiment.BatchSize, experiment.LatentSize, device);

    private static Tensor Probability(TorchTensor logits) => TorchTensor.Mean(TorchTensor.Sigmoid(logits)).Value.detach();

    // All numbers of an update come in one transfer: on a GPU each one waits for the device.
    private static double[] RequireFinite(long t, string network, Tensor loss, Tensor gradientNorm, params Tensor[] more)
    {
        var values = stack([loss.detach(), gradientNorm, .. more]).to_type(ScalarType.Float64).cpu().data<double>().ToArray();
        foreach (var (term, value) in new[] { ("loss", values[0]), ("gradient", values[1]) })
            if (!double.IsFinite(value))
                throw new GanError(ExitCode.Diverged,
                    $"Step {t}: the {network}'s {term} is {value}. Nothing was updated with it and the checkpoints before are kept; "
                    + "lower the learning rates (Generator:LearningRate, Discriminator:LearningRate) in a new run, or check the data.");
        return values;
    }
}
