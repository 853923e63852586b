namespace Gan.Math.Attacks

open Gan.Math

/// <summary>One search of an attack; the next one gets the samples that it leaves. Source: Croce and Hein 2020, Sec. 5.</summary>
[<Struct>]
type AttackRun =
    {
        /// <summary>The target is the clean point's class of this rank, 2 being the most likely but one; 0 for no target.</summary>
        TargetRank: int
        /// <summary>Counted from 0.</summary>
        Restart: int
    }

/// <summary>
/// An attack: one or several searches for adversarial points within a budget. Its members are generic in the tensor type.
/// Source: Carlini et al. 2019, "On Evaluating Adversarial Robustness", Sec. 4.
/// </summary>
[<Interface>]
type IAttack =
    /// <summary>The name that settings, help and reports use.</summary>
    abstract Name: string

    /// <summary>Authors, year and section.</summary>
    abstract Source: string

    /// <summary>True if it follows gradients.</summary>
    abstract UsesGradients: bool

    /// <summary>How many steps each of its searches takes at most; for an attack without gradients, queries.</summary>
    abstract Steps: int

    /// <summary>Its searches on a model of so many classes, at least 2, in order.</summary>
    abstract Runs: classes: int -> AttackRun list

    /// <summary>One of its searches, before the first step.</summary>
    abstract Start<'T when 'T :> ISamples<'T>> : problem: Problem<'T> -> ISearch<'T>

/// <summary>The searches that attacks are made of. Source: Croce and Hein 2020, Sec. 5.</summary>
[<RequireQualifiedAccess>]
module AttackRun =

    /// <summary>So many untargeted searches, each with draws of its own.</summary>
    val repeated: restarts: int -> AttackRun list

    /// <summary>One search for each of the most likely other classes, as many as there are.</summary>
    /// <param name="restart">Number of the draws of a target's rank.</param>
    /// <param name="targets">Targets at most.</param>
    /// <param name="classes">Classes of the model.</param>
    val targeted: restart: (int -> int) -> targets: int -> classes: int -> AttackRun list
