namespace Gan.Math.Robust

open Gan.Math

/// <summary>
/// A loss that a classifier minimises to withstand small changes of its input, one value per sample.
/// Source: Madry et al. 2018, "Towards Deep Learning Models Resistant to Adversarial Attacks", Eq. (2.1).
/// </summary>
/// <remarks>
/// Symbols, per sample: x a clean point, x' its adversarial point in the ball, z and z' their logits, p and p' the
/// softmax of these, y the class, CE <c>Classification.crossEntropy</c>, KL <c>Classification.divergence</c>.
/// </remarks>
[<Interface>]
type IRobustLoss =
    /// <summary>The name that settings, help and catalogue use.</summary>
    abstract Name: string

    /// <summary>Authors, year and equation.</summary>
    abstract Source: string

    /// <summary>Its one weight, &gt;= 0; 0 for a loss without one.</summary>
    abstract Weight: float

    /// <summary>True if adversarial points matter.</summary>
    abstract UsesAdversarial: bool

    /// <summary>True if clean logits matter.</summary>
    abstract UsesClean: bool

    /// <summary>True if the attack in the loop raises the divergence from the clean predictions, not the cross-entropy of y.</summary>
    abstract AttacksPredictions: bool

    /// <summary>The loss per sample, shape [N].</summary>
    /// <param name="labels_NK">One-hot classes.</param>
    /// <param name="rival_NK">Marks the largest adversarial logit of another class: <c>Objective.rival</c>, held fixed.</param>
    /// <param name="clean_NK">z; any logits where <c>UsesClean</c> is false.</param>
    /// <param name="adversarial_NK">z'; any logits where <c>UsesAdversarial</c> is false.</param>
    abstract Value<'T when 'T :> ITensor<'T>> : labels_NK: 'T * rival_NK: 'T * clean_NK: 'T * adversarial_NK: 'T -> 'T
