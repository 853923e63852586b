using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Reasons not to trust an evaluation, by the names that docs/robustness-flags.md explains.</summary>
internal static class SoundnessFlags
{
    private const string Stochastic = "stochastic";
    private const string Probabilities = "probabilities";
    private const string BatchDependent = "batch-dependent";
    private const string CoarseLogits = "coarse-logits";
    private const string ZeroGradients = "zero-gradients";
    private const string MaskedGradients = "masked-gradients";
    private const string GradientFreeWins = "gradient-free-wins";

    /// <summary>All that are checked.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Stochastic, Probabilities, BatchDependent, CoarseLogits, ZeroGradients, MaskedGradients, GradientFreeWins];

    /// <summary>Flags that say something of an evaluation with these attacks.</summary>
    public static IEnumerable<string> Checked(IEnumerable<string> attacks) =>
        attacks.SkipWhile(name => name == "square").Contains("square") ? Names : Names.Where(name => name != GradientFreeWins);

    /// <summary>The line of a table that says which flags apply, and which were looked for.</summary>
    public static string Described(IReadOnlyCollection<string> flags, IEnumerable<string> looked) =>
        $"  flags     {(flags.Count == 0 ? "none of those checked" : string.Join(", ", flags))} "
        + $"({string.Join(", ", looked)}: docs/robustness-flags.md)";

    // As many images as are looked at, and the shares that are still taken for chance.
    private const int Examples = 100;
    private const double FewMisleading = 0.1;
    private const double FewByGradientFree = 0.002;

    /// <summary>Flags that apply.</summary>
    public static IReadOnlyList<string> Find(EvaluationPlan plan, EvaluationState state, TestSet data, IClassifier<TorchTensor> classifier,
        Device device)
    {
        using var scope = NewDisposeScope();
        var count = int.Min(Examples, data.Count);
        var problem = AttackProblem.Create(classifier, plan, data, [.. Enumerable.Range(0, count)], device);
        var points = problem.Clean;
        return
        [
            .. new (string Name, bool Applies)[]
            {
                (Stochastic, Soundness.IsStochastic(classifier, points)),
                (Probabilities, Soundness.AreProbabilities(classifier, points)),
                (BatchDependent, Soundness.DependsOnBatch(classifier, points)),
                (CoarseLogits, Soundness.AreCoarse(classifier, points)),
                (ZeroGradients, Soundness.ZeroGradients(problem) > 0),
                (MaskedGradients, Soundness.MisleadingGradients(problem) > FewMisleading * count),
                (GradientFreeWins, GradientFreeGain(plan, state) > FewByGradientFree),
            }.Where(flag => flag.Applies).Select(flag => flag.Name),
        ];
    }

    // What attacks without gradients took from what those with gradients had left.
    private static double GradientFreeGain(EvaluationPlan plan, EvaluationState state)
    {
        var gradientsSeen = false;
        var (gain, before) = (0, state.Correct.Count(correct => correct));
        for (var i = 0; i < plan.Attacks.Count; i++)
        {
            if (plan.Attacks[i].UsesGradients)
                gradientsSeen = true;
            else if (gradientsSeen)
                gain += before - state.Left[i];
            before = state.Left[i];
        }
        return (double)gain / state.Robust.Length;
    }
}
