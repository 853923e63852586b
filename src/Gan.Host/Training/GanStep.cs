using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using TorchSharp;
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
        Tensor fake = null!;
        for (var k = 1; k <= experiment.DiscriminatorSteps; k++)
        {
            var update = (t - 1) * experiment.DiscriminatorSteps + k;
            fake = generator.Forward(Latents.Draw(experiment.Seed, "latent", update, experiment.BatchSize, experiment.LatentSize, device));
            terms = UpdateDiscriminator(t, update, nextBatch().to(device), fake.detach());
        }
        return terms with { GeneratorLoss = UpdateGenerator(t, fake) };
    }

    private StepTerms UpdateDiscriminator(long t, long update, Tensor real, Tensor fake)
    {
        discriminator.Frozen = false;
        var realLogits = new TorchTensor(discriminator.Forward(real));
        var fakeLogits = new TorchTensor(discriminator.Forward(fake));
        var loss = TorchTensor.Mean(AdversarialLosses.Discriminator(experiment.Loss, realLogits, fakeLogits)).Value;
        discriminator.Backward(loss);
        var lossValue = RequireFinite(t, "discriminator", loss, discriminator.GradientNorm);
        discriminator.Update(update);
        return new StepTerms(lossValue, 0, Probability(realLogits), Probability(fakeLogits));
    }

    private double UpdateGenerator(long t, Tensor fake)
    {
        discriminator.Frozen = true;
        var fakeLogits = new TorchTensor(discriminator.Forward(fake));
        var loss = TorchTensor.Mean(AdversarialLosses.Generator(experiment.Loss, fakeLogits)).Value;
        generator.Backward(loss);
        var lossValue = RequireFinite(t, "generator", loss, generator.GradientNorm);
        generator.Update(t);
        return lossValue;
    }

    private static double Probability(TorchTensor logits) =>
        TorchTensor.Mean(TorchTensor.Sigmoid(logits)).Value.ToDouble();

    // One transfer for both numbers: on a GPU each one waits for the device.
    private static double RequireFinite(long t, string network, Tensor loss, Tensor gradientNorm)
    {
        var values = stack([loss.detach(), gradientNorm]).cpu().to_type(ScalarType.Float64).data<double>();
        foreach (var (term, value) in new[] { ("loss", values[0]), ("gradient", values[1]) })
            if (!double.IsFinite(value))
                throw new GanError(ExitCode.Diverged,
                    $"Step {t}: the {network}'s {term} is {value}. Nothing was updated with it and the checkpoints before are kept; "
                    + "lower the learning rates (Generator:LearningRate, Discriminator:LearningRate) in a new run, or check the data.");
        return values[0];
    }
}
