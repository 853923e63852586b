namespace Gan.Math.Attacks

/// <summary>
/// APGD as an attack: <c>Apgd</c> in Linf and L2, <c>ApgdL1</c> in L1. Where a model has too few classes for the difference of
/// logits ratio, <c>Objective.forClasses</c> takes its place.
/// Source: Croce and Hein 2020, "Reliable Evaluation of Adversarial Robustness with an Ensemble of Diverse Parameter-free
/// Attacks", Sec. 3 and 4; 2021, "Mind the Box", Sec. 4.
/// </summary>
[<RequireQualifiedAccess>]
module AutoPgd =

    /// <summary>On any objective, from so many random starts; a targeted one needs the problem's targets.</summary>
    [<CompiledName("OnObjective")>]
    val onObjective: name: string -> objective: Objective -> steps: int -> restarts: int -> IAttack

    /// <summary>On the cross-entropy, from so many random starts.</summary>
    [<CompiledName("OnCrossEntropy")>]
    val onCrossEntropy: steps: int -> restarts: int -> IAttack

    /// <summary>On the difference of logits ratio, from so many random starts.</summary>
    [<CompiledName("OnDlr")>]
    val onDlr: steps: int -> restarts: int -> IAttack

    /// <summary>On the targeted ratio, against each of the most likely other classes in turn.</summary>
    [<CompiledName("Targeted")>]
    val targeted: steps: int -> targets: int -> IAttack
