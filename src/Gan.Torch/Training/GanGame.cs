using Gan.Math.Losses;
using Gan.Math.Penalties;
using Gan.Math.Turns;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>Losses and gradients of a GAN's players. The losses are the core's; every draw follows from the seed and a number.</summary>
internal sealed class GanGame(GanOptions options, Network generator, Network discriminator, Device device)
    : TwoPlayerGame<LabelledSamples>(options.Game.Turn, new(discriminator, options.Discriminator), new(generator, options.Generator),
        options.TotalSteps)
{
    private readonly LatentSource _latents = new(options, device);
    private readonly ImageAugmentation _augmentation = new([.. options.Game.Augmentations], options.Seed, device);

    private ILoss Loss => options.Game.Loss;

    private IPenalty Penalty => options.Game.Penalty;

    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfDiscriminator(long draw)
    {
        discriminator.Frozen = false;
        var (latents, classes) = Latents("discriminator", draw);
        var fake = new LabelledSamples(generator.Generate(latents, classes), classes);
        var (loss, realLogits, fakeLogits) = DiscriminatorLoss(draw, fake);
        discriminator.Backward(loss);
        return FiniteTerms.OfDiscriminator(Step, discriminator, loss, (Batch.Values, realLogits), (fake.Values, fakeLogits));
    }

    // New latents: those of the discriminator's update are the ones it has just learnt to reject.
    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfGenerator(long draw)
    {
        discriminator.Frozen = true;
        var loss = GeneratorLoss(draw);
        generator.Backward(loss);
        return FiniteTerms.OfLoss(Step, generator, loss, Measure.GeneratorLoss);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfCorrected(long draw, ICorrection correction)
    {
        discriminator.Frozen = false;
        var fake = Made("discriminator", draw);
        var (loss, realLogits, fakeLogits) = DiscriminatorLoss(draw, fake);
        var generatorLoss = GeneratorLoss(draw);
        new DifferentiableField([(discriminator, loss), (generator, generatorLoss)]).Apply(correction);
        return
        [
            .. FiniteTerms.OfDiscriminator(Step, discriminator, loss, (Batch.Values, realLogits), (fake.Values, fakeLogits)),
            .. FiniteTerms.OfLoss(Step, generator, generatorLoss, Measure.GeneratorLoss),
        ];
    }

    private (Tensor Loss, TorchTensor Real, TorchTensor Fake) DiscriminatorLoss(long draw, LabelledSamples fake)
    {
        var (ofReal, ofFake) = (Judge(Batch, "real", draw), Judge(fake, "generated", draw));
        var loss = TorchTensor.Mean(Loss.Discriminator(ofReal.Logits, ofFake.Logits)).Value;
        loss = WithClasses(WithClasses(loss, Batch, ofReal), fake, ofFake);
        var share = options.Game.PenaltyShare(draw);
        return (share == 0 ? loss : loss.Plus(PenaltyOf(draw, fake).Times(share)), ofReal.Logits, ofFake.Logits);
    }

    private Tensor GeneratorLoss(long draw)
    {
        var fake = Made("generator", draw);
        var ofFake = Judge(fake, "generator", draw);
        var realLogits = Loss.Traits.HasFlag(LossTraits.GeneratorUsesReal) ? Judge(Batch, "real", draw).Logits : default;
        return WithClasses(TorchTensor.Mean(Loss.Generator(realLogits, ofFake.Logits)).Value, fake, ofFake);
    }

    // An auxiliary classifier is paid for naming the class of real and of generated samples.
    private Tensor WithClasses(Tensor loss, LabelledSamples samples, Judgement judgement) => judgement.ClassLogits is not { } named ? loss
        : Conditional.WithAuxiliary(options.ClassWeight, new TorchTensor(samples.Classes!), new(named), new(loss)).Value;

    // Where the generator's parameters matter for the points, the graph reaches them, unless the samples were made without.
    private Tensor PenaltyOf(long draw, LabelledSamples fake)
    {
        var (x, made) = (Packs(Batch.Values), Packs(fake.Values));
        var draws = Penalty.Draws switch
        {
            { IsUniformWeights: true } => Draws.Uniform(options.Seed, "weights of the penalty", draw, [x.shape[0]], device),
            { IsNormalNoise: true } => Draws.Normal(options.Seed, "noise of the penalty", draw, x.shape, device),
            { IsNoDraws: true } => x,
            var other => throw new NotSupportedException($"The penalty {Penalty.Name} draws {other}."),
        };
        var points = Penalty.Points(new TorchTensor(draws), new(x), new(made)).Value;
        if (!points.requires_grad)
            points = points.detach().requires_grad_(true);
        // A point between the two is taken for one of the real sample's class.
        var classes = Penalty.AtGenerated ? fake.Classes : Batch.Classes;
        // Each sample's own gradient, as long as samples do not meet in the discriminator: in batch normalisation they do.
        var score = Judgement.Of(discriminator.Forward(points, classes)).Logits.Value.sum();
        var gradient = autograd.grad([score], [points], create_graph: true, retain_graph: true)[0];
        return TorchTensor.Mean(Penalty.Value(new TorchTensor(gradient))).Value;
    }

    private Judgement Judge(LabelledSamples samples, string purpose, long draw) =>
        Judgement.Of(discriminator.Forward(Packs(_augmentation.Apply(Noisy(samples.Values, purpose, draw), purpose, draw)),
            samples.Classes));

    private Tensor Packs(Tensor samples) => DiscriminatorInput.Packs(samples, options.Packing);

    private Tensor Noisy(Tensor samples, string purpose, long draw)
    {
        var deviation = options.Game.Noise(Step);
        if (deviation == 0)
            return samples;
        var noise = Draws.Normal(options.Seed, $"instance noise on {purpose}", draw, samples.shape, device);
        return InstanceNoise.Add(deviation, new TorchTensor(noise), new(samples)).Value;
    }

    private LabelledSamples Made(string player, long draw)
    {
        var (latents, classes) = Latents(player, draw);
        return new(generator.Forward(latents, classes), classes);
    }

    private (Tensor Latents, Tensor? Classes) Latents(string player, long draw)
    {
        var latents = _latents.Draw(options.Seed, $"latents for the {player}", draw, options.BatchSize);
        if (options.Classes == 0)
            return (latents, null);
        var classes = Draws.Classes(options.Seed, $"classes for the {player}", draw, options.BatchSize, options.Classes);
        return (latents, ClassifierArchitectures.OneHot(classes, options.Classes, device));
    }

    // What a discriminator says of samples: that they are real, and with an auxiliary classifier of which class.
    private readonly record struct Judgement(TorchTensor Logits, Tensor? ClassLogits)
    {
        public static Judgement Of(Tensor output) => output switch
        {
            { shape: [_] } => new(new(output), null),
            { shape: [_, 1] } => new(new(output.view(-1)), null),
            { shape: [_, _] } => new(new(output.select(1, 0)), output.narrow(1, 1, output.shape[1] - 1)),
            _ => throw new InvalidRequestException(
                $"The discriminator has to return one score for each sample, [N] or [N, 1 + K]: it returned "
                    + $"[{string.Join(", ", output.shape)}]."),
        };
    }
}
