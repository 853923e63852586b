using Gan.Host.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>The numbers of an update, which have to be finite before anything is updated with them.</summary>
internal static class FiniteTerms
{
    /// <summary>Transfers them.</summary>
    /// <param name="t">The step.</param>
    /// <param name="network">Whose loss and gradient they are.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="more">Other numbers to transfer.</param>
    /// <returns>The loss and the other numbers.</returns>
    /// <exception cref="GanError">The loss or the gradient is not finite.</exception>
    public static double[] Require(long t, Network network, Tensor loss, params Tensor[] more)
    {
        // All numbers of an update come in one transfer: on a GPU each one waits for the device.
        var values = stack([network.GradientNorm, loss.detach(), .. more]).to_type(ScalarType.Float64).cpu().data<double>().ToArray();
        foreach (var (term, value) in new[] { ("loss", values[1]), ("gradient", values[0]) })
            if (!double.IsFinite(value))
                throw new GanError(ExitCode.Diverged,
                    $"Step {t}: the {network.Name}'s {term} is {value}. Nothing was updated with it and the checkpoints before are kept; "
                    + "lower the learning rates in a new run, or check the data.");
        return values[1..];
    }

    /// <summary>The same of a discriminator: its loss, and the mean probabilities that it gives real and generated samples.</summary>
    public static StepTerms OfDiscriminator(long t, Network discriminator, Tensor loss, TorchTensor realLogits, TorchTensor fakeLogits)
    {
        var values = Require(t, discriminator, loss, Probability(realLogits), Probability(fakeLogits));
        return new StepTerms(values[0], 0, values[1], values[2]);
    }

    private static Tensor Probability(TorchTensor logits) => TorchTensor.Mean(TorchTensor.Sigmoid(logits)).Value.detach();
}
