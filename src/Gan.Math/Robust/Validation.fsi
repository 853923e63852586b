namespace Gan.Math.Robust

open Gan.Math.Attacks

/// <summary>
/// Training images kept out of training, on which the best state is chosen and a collapse is seen. Choosing the best state:
/// Rice, Wong and Kolter 2020, "Overfitting in adversarially robust deep learning", Sec. 3.2; the collapse: Wong, Rice and
/// Kolter 2020, "Fast is better than free", Sec. 5.3, catastrophic overfitting.
/// </summary>
[<NoComparison>]
type Validation =
    {
        /// <summary>The last images of the training split, which are not trained on, at least 1.</summary>
        Count: int
        /// <summary>Steps between two validations, at least 1.</summary>
        Every: int64
        /// <summary>Gradient steps of the attack, at least 1.</summary>
        Steps: int
        /// <summary>Fall of the accuracy below the best so far that stops a run, in (0, 1]; 1 stops none.</summary>
        Fall: float
    }

/// <summary>Measures of a validation, and their consequences. Source: as <c>Validation</c>.</summary>
[<RequireQualifiedAccess>]
module Validation =

    /// <summary>
    /// The attack on the held-out images: nothing for a natural classifier, else PGD of these steps, each of length
    /// 2.5 eps / steps, from a random start, within the whole radius of the training.
    /// </summary>
    [<CompiledName("Attacks")>]
    val attacks: validation: Validation -> training: RobustTraining -> IAttack list

    /// <summary>
    /// The steps of the attack in the loop, on the labels of the held-out images, where it has one: one-step attacks are the ones that a network can learn
    /// to withstand alone. Nothing for other training, nor with a fall of 1, which stops nothing.
    /// </summary>
    [<CompiledName("OneStep")>]
    val oneStep: validation: Validation -> training: RobustTraining -> IAttack list

    /// <summary>True if an accuracy is the best so far: higher than the best before.</summary>
    [<CompiledName("IsBest")>]
    val isBest: best: float -> accuracy: float -> bool

    /// <summary>True if an accuracy fell suddenly: best - accuracy &gt; fall.</summary>
    [<CompiledName("HasCollapsed")>]
    val hasCollapsed: validation: Validation -> best: float -> accuracy: float -> bool

    /// <summary>
    /// True if the training has collapsed without a fall, from the start: of the held-out images, under the training's own step and under several steps, the
    /// accuracies differ by more than 0.5 (0.2 is much, and healthy), once the radius has grown to its full size.
    /// Wong, Rice and Kolter 2020, Sec. 5.3; the threshold is this library's.
    /// </summary>
    [<CompiledName("WithstandsOneStepAlone")>]
    val withstandsOneStepAlone: oneStep: float -> accuracy: float -> bool
