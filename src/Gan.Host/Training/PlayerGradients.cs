using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>Means over the batch of one step's terms, as numbers.</summary>
internal readonly record struct StepTerms(double DiscriminatorLoss, double GeneratorLoss, double RealProbability, double FakeProbability);

/// <summary>
/// Each player's loss and its gradient by that player's parameters, at the players' present position. The losses are the
/// core's; every draw follows from the seed and a number.
/// </summary>
internal sealed class PlayerGradients(Experiment experiment, Network generator, Network discriminator, Device device)
{
    private readonly Game _game = experiment.Game;

    /// <summary>The discriminator's, with the generator fixed.</summary>
    /// <param name="t">The step, counted from 1.</param>
    /// <param name="draw">Number of the draws, counted from 1.</param>
    /// <param name="real">Real samples in [0, 1].</param>
    /// <exception cref="GanError">The loss or the gradient is not finite.</exception>
    public StepTerms OfDiscriminator(long t, long draw, Tensor real)
    {
        discriminator.Frozen = false;
        var fake = generator.Generate(Latents("discriminator", draw));
        var realLogits = new TorchTensor(discriminator.Forward(Noisy(real, "real", t, draw)));
        var fakeLogits = new TorchTensor(discriminator.Forward(Noisy(fake, "generated", t, draw)));
        var loss = TorchTensor.Mean(Experiments.DiscriminatorLoss(_game, realLogits, fakeLogits)).Value;
        if (!_game.Penalty.IsUnpenalised)
            loss += Penalty(draw, real, fake);
        discriminator.Backward(loss);
        var values = RequireFinite(t, "discriminator", loss, discriminator.GradientNorm, Probability(realLogits), Probability(fakeLogits));
        return new StepTerms(values[0], 0, values[2], values[3]);
    }

    /// <summary>The generator's loss, with the discriminator fixed. New latents: those of the discriminator's update are the
    /// ones it has just learnt to reject.</summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    public double OfGenerator(long t, long draw, Tensor real)
    {
        discriminator.Frozen = true;
        var loss = GeneratorLoss(t, draw, real);
        generator.Backward(loss);
        return RequireFinite(t, "generator", loss, generator.GradientNorm)[0];
    }

    /// <summary>
    /// Both players' consensus directions in the place of their gradients: v + weight J^T v, where J^T v is the gradient of
    /// |v|^2 / 2 by all parameters.
    /// </summary>
    /// <inheritdoc cref="OfDiscriminator"/>
    public StepTerms Consensus(long t, Tensor real, double weight)
    {
        discriminator.Frozen = false;
        var fake = generator.Forward(Latents("discriminator", t));
        var realLogits = new TorchTensor(discriminator.Forward(Noisy(real, "real", t, t)));
        var fakeLogits = new TorchTensor(discriminator.Forward(Noisy(fake, "generated", t, t)));
        var loss = TorchTensor.Mean(Experiments.DiscriminatorLoss(_game, realLogits, fakeLogits)).Value;
        if (!_game.Penalty.IsUnpenalised)
            loss += Penalty(t, real, fake);
        var generatorLoss = GeneratorLoss(t, t, real);
        var field = new[] { (discriminator, Gradients: discriminator.Differentiate(loss)), (generator, Gradients: generator.Differentiate(generatorLoss)) };
        var energy = field.SelectMany(player => player.Gradients)
            .Select(v => UpdateRules.ConsensusEnergy(new TorchTensor(v))).Aggregate((a, b) => a + b).Value;
        foreach (var (player, gradients) in field)
        {
            var products = player.Differentiate(energy);
            player.SetGradient(gradients.Zip(products, (v, product) =>
                UpdateRules.ConsensusDirection(weight, new TorchTensor(v), new TorchTensor(product)).Value));
        }
        var values = RequireFinite(t, "discriminator", loss, discriminator.GradientNorm, Probability(realLogits), Probability(fakeLogits));
        return new StepTerms(values[0], RequireFinite(t, "generator", generatorLoss, generator.GradientNorm)[0], values[2], values[3]);
    }

    private Tensor GeneratorLoss(long t, long draw, Tensor real)
    {
        var fakeLogits = new TorchTensor(discriminator.Forward(Noisy(generator.Forward(Latents("generator", draw)), "generator", t, draw)));
        var realLogits = AdversarialLosses.GeneratorUsesReal(_game.Loss) ? new TorchTensor(discriminator.Forward(Noisy(real, "real", t, draw))) : default;
        return TorchTensor.Mean(AdversarialLosses.Generator(_game.Loss, realLogits, fakeLogits)).Value;
    }

    private Tensor Penalty(long draw, Tensor real, Tensor fake)
    {
        var weights = Draws.Uniform(experiment.Seed, "weights of the penalty", draw, [real.shape[0]], device);
        var noise = Draws.Normal(experiment.Seed, "noise of the penalty", draw, real.shape, device);
        var points = Penalties.Points(_game.Penalty, new TorchTensor(weights), new(noise), new(real), new(fake.detach())).Value
            .detach().requires_grad_(true);
        // The sum's gradient is each sample's own: samples meet in the discriminator's batch normalisation alone.
        var gradient = autograd.grad([discriminator.Forward(points).sum()], [points], create_graph: true, retain_graph: true)[0];
        return TorchTensor.Mean(Penalties.Value(_game.Penalty, new TorchTensor(gradient))).Value;
    }

    private Tensor Noisy(Tensor samples, string purpose, long t, long draw)
    {
        var deviation = Experiments.NoiseDeviation(_game, t);
        if (deviation == 0)
            return samples;
        var noise = Draws.Normal(experiment.Seed, $"instance noise on {purpose}", draw, samples.shape, device);
        return Experiments.AddNoise(deviation, new TorchTensor(noise), new(samples)).Value;
    }

    private Tensor Latents(string player, long draw) =>
        Draws.Normal(experiment.Seed, $"latents for the {player}", draw, [experiment.BatchSize, experiment.LatentSize], device);

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
