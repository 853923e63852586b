using Gan.Math.CSharp;
using Gan.Math.Training;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>The numbers of an update, which have to be finite before anything is updated with them.</summary>
internal static class FiniteTerms
{
    private const int Others = 16;

    /// <summary>Transfers them.</summary>
    /// <param name="t">The step.</param>
    /// <param name="network">Whose loss and gradient they are.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="more">Other numbers to transfer.</param>
    /// <returns>The loss and the other numbers.</returns>
    /// <exception cref="DivergedException">The loss or the gradient is not finite.</exception>
    public static double[] Require(long t, Network network, Tensor loss, params Tensor[] more)
    {
        // All numbers of an update come in one transfer: on a GPU each one waits for the device.
        var values = stack([network.GradientNorm, loss.detach(), .. more]).to_type(ScalarType.Float64).cpu().data<double>().ToArray();
        foreach (var (term, value) in new[] { ("loss", values[1]), ("gradient", values[0]) })
            if (!double.IsFinite(value))
                throw new DivergedException(
                    $"Step {t}: the {network.Name}'s {term} is {value}. Nothing was updated with it and the checkpoints before are kept; "
                    + "lower the learning rates in a new run, or check the data.");
        return values[1..];
    }

    /// <summary>The loss alone.</summary>
    public static IReadOnlyList<Term> OfLoss(long t, Network network, Tensor loss, Measure measure) =>
        [new(measure, Require(t, network, loss)[0])];

    /// <summary>A discriminator's loss, and the mean probabilities that it gives real and generated samples.</summary>
    public static IReadOnlyList<Term> OfDiscriminator(long t, Network discriminator, Tensor loss, TorchTensor realLogits,
        TorchTensor fakeLogits)
    {
        var values = Require(t, discriminator, loss, Probability(realLogits), Probability(fakeLogits));
        return [new(Measure.DiscriminatorLoss, values[0]), new(Measure.RealProbability, values[1]),
            new(Measure.FakeProbability, values[2])];
    }

    /// <summary>The terms of a step, and how far the samples of a step that is looked at are apart.</summary>
    public static IReadOnlyList<Term> OfDiscriminator(long t, Network discriminator, Tensor loss,
        (Tensor Samples, TorchTensor Logits) real, (Tensor Samples, TorchTensor Logits) fake)
    {
        if (!TrainingHealthModule.LooksAt(t))
            return OfDiscriminator(t, discriminator, loss, real.Logits, fake.Logits);
        var values = Require(t, discriminator, loss, Probability(real.Logits), Probability(fake.Logits), Apart(real.Samples),
            Apart(fake.Samples));
        return
        [
            new(Measure.DiscriminatorLoss, values[0]), new(Measure.RealProbability, values[1]), new(Measure.FakeProbability, values[2]),
            new(Measure.RealApart, values[3]), new(Measure.FakeApart, values[4]),
        ];
    }

    private static Tensor Apart(Tensor samples)
    {
        using var noGradients = no_grad();
        var others = Enumerable.Range(1, (int)long.Min(Others, samples.shape[0] - 1))
            .Select(places => new TorchTensor(samples.roll(places, 0)));
        return TrainingSymptoms.Apart(new TorchTensor(samples), others).Value;
    }

    private static Tensor Probability(TorchTensor logits) => TorchTensor.Mean(TorchTensor.Sigmoid(logits)).Value.detach();
}
