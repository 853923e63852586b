namespace Gan.Math.Robust

open Gan.Math

/// <summary>
/// What a classifier minimises to withstand small changes of its input. Source: each case's own equation.
/// </summary>
/// <remarks>
/// Symbols, per sample: x a clean point, x' its adversarial point in the ball, z and z' their logits, p and p' the
/// softmax of these, y the class, CE <c>Classification.crossEntropy</c>, KL(p || p') = sum_k p_k log(p_k / p'_k).
/// </remarks>
type RobustLoss =
    /// <summary>CE(z): no defence.</summary>
    | Natural
    /// <summary>
    /// (1 - w) CE(z) + w CE(z'): w = 1/2 with FGSM is Goodfellow et al. 2015, Sec. 6; w = 1 with PGD is Madry et al. 2018,
    /// Eq. (2.1).
    /// </summary>
    | AdversarialMix of share: float
    /// <summary>CE(z) + beta KL(p || p'): Zhang et al. 2019, "Theoretically Principled Trade-off between Robustness and Accuracy", Eq. (5).</summary>
    | Trades of beta: float
    /// <summary>
    /// -log p'_y - log(1 - max_(k != y) p'_k) + lambda KL(p || p') (1 - p_y): Wang et al. 2020, "Improving Adversarial
    /// Robustness Requires Revisiting Misclassified Examples", Eq. (11).
    /// </summary>
    | Mart of lambda: float
    /// <summary>
    /// (CE(z) + CE(z')) / 2 + lambda sum_k (z_k - z'_k)^2: Kannan, Kurakin and Goodfellow 2018, "Adversarial Logit Pairing",
    /// Sec. 3.2.
    /// </summary>
    | LogitPairing of lambda: float

/// <summary>Robust losses by value and by name. Source: as <c>RobustLoss</c>.</summary>
[<RequireQualifiedAccess>]
module RobustLoss =

    /// <summary>Every loss with the name that configuration files use, from its weight.</summary>
    val named: (string * (float -> RobustLoss)) list

    /// <summary>The name of a loss.</summary>
    val name: loss: RobustLoss -> string

    /// <summary>Its weight; 0 for <c>Natural</c>.</summary>
    val weight: loss: RobustLoss -> float

    /// <summary>Whether adversarial points matter.</summary>
    val usesAdversarial: loss: RobustLoss -> bool

    /// <summary>Whether clean logits matter: not where the whole loss is adversarial.</summary>
    val usesClean: loss: RobustLoss -> bool

    /// <summary>Whether clean logits decide what the attack raises.</summary>
    val attacksPredictions: loss: RobustLoss -> bool

    /// <summary>
    /// The loss per sample.
    /// </summary>
    /// <param name="loss">Which.</param>
    /// <param name="labels_NK">One-hot classes.</param>
    /// <param name="rival_NK">Marks the largest adversarial logit of another class: <c>Objective.rival</c>, held fixed.</param>
    /// <param name="clean_NK">z; any logits where <c>usesClean</c> is false.</param>
    /// <param name="adversarial_NK">z'.</param>
    val value:
        loss: RobustLoss -> labels_NK: 'T -> rival_NK: 'T -> clean_NK: 'T -> adversarial_NK: 'T -> 'T
            when 'T :> ITensor<'T>

    /// <summary>
    /// The classes whose cross-entropy the attack in the loop raises: p for TRADES, whose KL(p || p') differs from it by what
    /// does not depend on x'; else y.
    /// </summary>
    val attackLabels: loss: RobustLoss -> labels_NK: 'T -> clean_NK: 'T -> 'T when 'T :> ITensor<'T>
