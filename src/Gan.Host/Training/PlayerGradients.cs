using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>Losses and gradients of a GAN's players. The losses are the core's; every draw follows from the seed and a number.</summary>
internal sealed class PlayerGradients(Experiment experiment, Network generator, Network discriminator, Device device) : IPlayerGradients<LabelledSamples>
{
    private readonly GanTraining _gan = experiment.Gan();
    private readonly LatentSource _latents = new(experiment, device);
    private readonly Game _game = experiment.Gan().Game;
    private readonly ImageAugmentation _augmentation = new([.. experiment.Gan().Game.Augmentations], experiment.Seed, device);

    /// <inheritdoc/>
    public StepTerms OfDiscriminator(long t, long draw, LabelledSamples real)
    {
        discriminator.Frozen = false;
        var (latents, classes) = Latents("discriminator", draw);
        var fake = new LabelledSamples(generator.Generate(latents, classes), classes);
        var (loss, realLogits, fakeLogits) = DiscriminatorLoss(t, draw, real, fake);
        discriminator.Backward(loss);
        return FiniteTerms.OfDiscriminator(t, discriminator, loss, (real.Values, realLogits), (fake.Values, fakeLogits));
    }

    // New latents: those of the discriminator's update are the ones it has just learnt to reject.
    /// <inheritdoc/>
    public double OfGenerator(long t, long draw, LabelledSamples real)
    {
        discriminator.Frozen = true;
        var loss = GeneratorLoss(t, draw, real);
        generator.Backward(loss);
        return FiniteTerms.Require(t, generator, loss)[0];
    }

    /// <inheritdoc/>
    public StepTerms OfBoth(long t, LabelledSamples real, Action<DifferentiableField> correct)
    {
        discriminator.Frozen = false;
        var fake = Made("discriminator", t);
        var (loss, realLogits, fakeLogits) = DiscriminatorLoss(t, t, real, fake);
        var generatorLoss = GeneratorLoss(t, t, real);
        correct(new DifferentiableField([(discriminator, loss), (generator, generatorLoss)]));
        return FiniteTerms.OfDiscriminator(t, discriminator, loss, (real.Values, realLogits), (fake.Values, fakeLogits)) with { GeneratorLoss = FiniteTerms.Require(t, generator, generatorLoss)[0] };
    }

    private (Tensor Loss, TorchTensor Real, TorchTensor Fake) DiscriminatorLoss(long t, long draw, LabelledSamples real, LabelledSamples fake)
    {
        var (ofReal, ofFake) = (Judge(real, "real", t, draw), Judge(fake, "generated", t, draw));
        var loss = TorchTensor.Mean(Experiments.DiscriminatorLoss(_game, ofReal.Logits, ofFake.Logits)).Value;
        loss = WithClasses(WithClasses(loss, real, ofReal), fake, ofFake);
        var share = Experiments.PenaltyShare(_game, draw);
        return (share == 0 ? loss : loss.Plus(Penalty(draw, real, fake).Times(share)), ofReal.Logits, ofFake.Logits);
    }

    private Tensor GeneratorLoss(long t, long draw, LabelledSamples real)
    {
        var fake = Made("generator", draw);
        var ofFake = Judge(fake, "generator", t, draw);
        var realLogits = AdversarialLosses.GeneratorUsesReal(_game.Loss) ? Judge(real, "real", t, draw).Logits : default;
        return WithClasses(TorchTensor.Mean(AdversarialLosses.Generator(_game.Loss, realLogits, ofFake.Logits)).Value, fake, ofFake);
    }

    // An auxiliary classifier is paid for naming the class of real and of generated samples.
    private Tensor WithClasses(Tensor loss, LabelledSamples samples, Judgement judgement) => judgement.ClassLogits is not { } named ? loss
        : ConditionalLosses.WithAuxiliary(_gan.ClassWeight, new TorchTensor(samples.Classes!), new(named), new(loss)).Value;

    // Where the generator's parameters matter for the points, the graph reaches them, unless the samples were made without.
    private Tensor Penalty(long draw, LabelledSamples real, LabelledSamples fake)
    {
        var (x, made) = (Packs(real.Values), Packs(fake.Values));
        var weights = Penalties.UsesWeights(_game.Penalty) ? Draws.Uniform(experiment.Seed, "weights of the penalty", draw, [x.shape[0]], device) : null;
        var noise = Penalties.UsesNoise(_game.Penalty) ? Draws.Normal(experiment.Seed, "noise of the penalty", draw, x.shape, device) : null;
        var points = Penalties.Points(_game.Penalty, new TorchTensor(weights!), new(noise!), new(x), new(made)).Value;
        if (!points.requires_grad)
            points = points.detach().requires_grad_(true);
        var classes = _game.Penalty.IsR2 ? fake.Classes : real.Classes; // a point between the two is taken for one of the real sample's class
        // Each sample's own gradient, as long as samples do not meet in the discriminator: in batch normalisation they do.
        var gradient = autograd.grad([Judgement.Of(discriminator.Forward(points, classes)).Logits.Value.sum()], [points], create_graph: true, retain_graph: true)[0];
        return TorchTensor.Mean(Penalties.Value(_game.Penalty, new TorchTensor(gradient))).Value;
    }

    private Judgement Judge(LabelledSamples samples, string purpose, long t, long draw) =>
        Judgement.Of(discriminator.Forward(Packs(_augmentation.Apply(Noisy(samples.Values, purpose, t, draw), purpose, draw)), samples.Classes));

    private Tensor Packs(Tensor samples) => DiscriminatorInput.Packs(samples, _gan.Packing);

    private Tensor Noisy(Tensor samples, string purpose, long t, long draw)
    {
        var deviation = Experiments.NoiseDeviation(_game, t);
        if (deviation == 0)
            return samples;
        var noise = Draws.Normal(experiment.Seed, $"instance noise on {purpose}", draw, samples.shape, device);
        return Experiments.AddNoise(deviation, new TorchTensor(noise), new(samples)).Value;
    }

    private LabelledSamples Made(string player, long draw)
    {
        var (latents, classes) = Latents(player, draw);
        return new(generator.Forward(latents, classes), classes);
    }

    private (Tensor Latents, Tensor? Classes) Latents(string player, long draw)
    {
        var latents = _latents.Draw(experiment.Seed, $"latents for the {player}", draw, experiment.BatchSize);
        if (_gan.Conditioning.IsUnconditional)
            return (latents, null);
        var classes = Experiments.Classes(experiment.Data);
        return (latents, Classifiers.OneHot(Draws.Classes(experiment.Seed, $"classes for the {player}", draw, experiment.BatchSize, classes), classes, device));
    }

    // What a discriminator says of samples: that they are real, and with an auxiliary classifier of which class.
    private readonly record struct Judgement(TorchTensor Logits, Tensor? ClassLogits)
    {
        public static Judgement Of(Tensor output) => output.dim() == 1 ? new(new(output), null) : new(new(output.select(1, 0)), output.narrow(1, 1, output.shape[1] - 1));
    }
}
