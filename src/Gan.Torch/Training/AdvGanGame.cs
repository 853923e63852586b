using Gan.Math.Attacks;
using Gan.Math.Losses;
using Gan.Math.Robust;
using Gan.Math.Turns;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>Losses and gradients of AdvGAN: the discriminator tells clean images from perturbed ones, the generator has to pass
/// for clean and to fool a classifier.</summary>
/// <param name="options">How it is trained.</param>
/// <param name="model">Generator and discriminator.</param>
/// <param name="target">The classifier, or the student in its place.</param>
internal sealed class AdvGanGame(AdvGanOptions options, AdvGanModel model, FlatModule target)
    : TwoPlayerGame<(Tensor Clean, TorchTensor Labels)>(Alternating.Turn(1), new(model.Discriminator, options.Discriminator),
        new(model.Generator, options.Generator), options.TotalSteps)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfDiscriminator(long draw)
    {
        model.Discriminator.Frozen = false;
        Tensor perturbed;
        using (no_grad())
            perturbed = model.Perturb(Batch.Clean);
        var (real, fake) = (Logits(Batch.Clean), Logits(perturbed));
        var loss = TorchTensor.Mean(options.Loss.Discriminator(real, fake)).Value;
        model.Discriminator.Backward(loss);
        return FiniteTerms.OfDiscriminator(Step, model.Discriminator, loss, real, fake);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Term> OfGenerator(long draw)
    {
        model.Discriminator.Frozen = true;
        using var frozen = target.Freeze();
        var perturbed = model.Perturb(Batch.Clean);
        var real = options.Loss.Traits.HasFlag(LossTraits.GeneratorUsesReal) ? Logits(Batch.Clean) : default;
        var gan = options.Loss.Generator(real, Logits(perturbed));
        var perturbation = RobustTrainingModule.Perturbation(new TorchTensor(Batch.Clean), new(perturbed));
        var logits = new TorchTensor(target.Forward(perturbed));
        var loss = TorchTensor.Mean(AdvGan.Generator(options.Weights, Batch.Labels, ObjectiveModule.Rival(Batch.Labels, logits), logits,
            gan, perturbation)).Value;
        model.Generator.Backward(loss);
        return FiniteTerms.OfLoss(Step, model.Generator, loss, Measure.GeneratorLoss);
    }

    private TorchTensor Logits(Tensor images) => new(model.Discriminator.Forward(images));
}
