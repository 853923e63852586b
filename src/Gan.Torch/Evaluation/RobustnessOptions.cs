using Gan.Math.Attacks;

namespace Gan.Torch.Evaluation;

/// <summary>How a classifier is attacked.</summary>
public sealed record RobustnessOptions
{
    /// <summary>How far a sample may be moved is measured in this norm.</summary>
    public required Norm Norm { get; init; }

    /// <summary>eps, in [0, the norm of as many ones as a sample has elements], samples being in [0, 1].</summary>
    public required double Radius { get; init; }

    /// <summary>An ensemble or a single attack of Gan.Math by name: standard, rand, fgsm, pgd and the others of
    /// <c>Attack.all</c>.</summary>
    public string Attack { get; init; } = "standard";

    /// <summary>Attacks in place of the named one, in order: those of Gan.Math, or the caller's own.</summary>
    public IReadOnlyList<IAttack>? Attacks { get; init; }

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Batches that are attacked at the same time, each on its share of the threads. The classifier's forward function is then called from
    /// as many threads at once.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>Samples that are attacked together at most.</summary>
    public int BatchSize { get; init; } = EvaluationPlan.LargestBatch;

    /// <summary>
    /// True if a classifier may answer with probabilities. The losses of the attacks are made for logits; on probabilities they are weaker,
    /// and the robust accuracy is too high.
    /// </summary>
    public bool AcceptProbabilities { get; init; }
}
