using static TorchSharp.torch;

namespace Gan.Bench.Idiomatic;

/// <summary>Objectives that the plain attacks raise, one number an image.</summary>
internal static class Losses
{
    /// <summary>Cross-entropy.</summary>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None);

    /// <summary>Largest other logit less the label's.</summary>
    public static Tensor Margin(Tensor logits, Tensor labels)
    {
        var own = logits.gather(1, labels.view(-1, 1)).view(-1);
        var others = logits.scatter(1, labels.view(-1, 1), full([labels.shape[0], 1], double.NegativeInfinity));
        return others.amax([1]) - own;
    }

    /// <summary>A target's logit less the label's.</summary>
    public static Tensor Difference(Tensor logits, Tensor labels, Tensor targets) => (logits.gather(1, targets.view(-1, 1)) - logits.gather(1, labels.view(-1, 1))).view(-1);

    /// <summary>Difference of logits ratio.</summary>
    public static Tensor Dlr(Tensor logits, Tensor labels)
    {
        var sorted = logits.sort(1, descending: true).Values;
        return Margin(logits, labels) / (sorted.select(1, 0) - sorted.select(1, 2) + 1e-12);
    }

    /// <summary>The objective towards a target, one number an image.</summary>
    public static Tensor TargetedDlr(Tensor logits, Tensor labels, Tensor targets)
    {
        var sorted = logits.sort(1, descending: true).Values;
        return Difference(logits, labels, targets) / (sorted.select(1, 0) - 0.5 * (sorted.select(1, 2) + sorted.select(1, 3)) + 1e-12);
    }
}
