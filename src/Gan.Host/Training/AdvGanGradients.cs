using Gan.Host.Tensors;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>
/// Losses and gradients of AdvGAN's players: the discriminator tells clean images from perturbed ones, the generator fools it
/// and the classifier, or the student that stands in for that. The losses are the core's.
/// </summary>
/// <param name="training">Losses and weights.</param>
/// <param name="model">The players.</param>
/// <param name="target">Whose gradients the generator sees.</param>
internal sealed class AdvGanGradients(AdvGanTraining training, AdvGanModel model, FlatModule target) : IPlayerGradients<(Tensor Clean, TorchTensor Labels)>
{
    /// <inheritdoc/>
    public StepTerms OfDiscriminator(long t, long draw, (Tensor Clean, TorchTensor Labels) batch)
    {
        model.Discriminator.Frozen = false;
        Tensor perturbed;
        using (no_grad())
            perturbed = model.Perturb(batch.Clean);
        var (real, fake) = (Logits(batch.Clean), Logits(perturbed));
        var loss = TorchTensor.Mean(AdversarialLosses.Discriminator(training.Loss, real, fake)).Value;
        model.Discriminator.Backward(loss);
        return FiniteTerms.OfDiscriminator(t, model.Discriminator, loss, real, fake);
    }

    /// <inheritdoc/>
    public double OfGenerator(long t, long draw, (Tensor Clean, TorchTensor Labels) batch)
    {
        model.Discriminator.Frozen = true;
        using var frozen = target.Freeze();
        var perturbed = model.Perturb(batch.Clean);
        var real = AdversarialLosses.GeneratorUsesReal(training.Loss) ? Logits(batch.Clean) : default;
        var gan = AdversarialLosses.Generator(training.Loss, real, Logits(perturbed));
        var perturbation = RobustTrainings.Perturbation(new TorchTensor(batch.Clean), new(perturbed));
        var loss = TorchTensor.Mean(AdvGans.Generator(training.Weights, batch.Labels, new TorchTensor(target.Forward(perturbed)), gan, perturbation)).Value;
        model.Generator.Backward(loss);
        return FiniteTerms.Require(t, model.Generator, loss)[0];
    }

    private TorchTensor Logits(Tensor images) => new(model.Discriminator.Forward(images));
}
