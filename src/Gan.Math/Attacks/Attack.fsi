namespace Gan.Math.Attacks

open Gan.Math

/// <summary>An attack by value. Source: each attack's own module.</summary>
[<NoComparison>]
type Attack =
    /// <summary>FGSM, BIM, MI-FGSM and PGD.</summary>
    | GradientSteps of options: PgdOptions * restarts: int
    /// <summary>APGD; on L1 its sparse form.</summary>
    | AutoPgd of objective: Objective * steps: int * restarts: int
    /// <summary>APGD on the targeted DLR loss, against each of the most likely other classes in turn.</summary>
    | TargetedAutoPgd of steps: int * targets: int
    /// <summary>FAB against the nearest boundary.</summary>
    | FastAdaptiveBoundary of steps: int * restarts: int
    /// <summary>FAB against the boundary with each of the most likely other classes in turn.</summary>
    | TargetedFastAdaptiveBoundary of steps: int * targets: int
    /// <summary>Square.</summary>
    | RandomSquares of queries: int * restarts: int
    /// <summary>DeepFool.</summary>
    | BoundarySteps of steps: int
    /// <summary>Carlini and Wagner.</summary>
    | MinimalDistance of CarliniWagnerOptions

/// <summary>One search of an attack; the next one gets the samples that it leaves. Source: <c>Attack</c>.</summary>
[<Struct>]
type AttackRun =
    {
        /// <summary>The target is the clean point's class of this rank, 2 being the most likely but one; 0 for no target.</summary>
        TargetRank: int
        /// <summary>Counted from 0.</summary>
        Restart: int
    }

/// <summary>Attacks and ensembles by name. Source: Croce and Hein 2020, Sec. 5; 2021, Sec. 6.</summary>
[<RequireQualifiedAccess>]
module Attack =

    /// <summary>
    /// Every single attack with the name that command lines use, for a budget: fgsm; bim, mi-fgsm and pgd-cw of 40 steps
    /// of 2.5 eps / 40; pgd of as many with 5 restarts; cw; deepfool; apgd-ce, apgd-dlr, apgd-t, fab, fab-t, square.
    /// </summary>
    val named: (string * (Ball -> Attack)) list

    /// <summary>PGD on the cross-entropy: so many steps of 2.5 eps / steps from a random start. Madry et al. 2018, Sec. 2.1.</summary>
    val pgdOptions: steps: int -> ball: Ball -> PgdOptions

    /// <summary>The same as an attack, from one start.</summary>
    val pgd: steps: int -> ball: Ball -> Attack

    /// <summary>
    /// The ensembles: standard is APGD-CE, targeted APGD, targeted FAB and Square; on L1 APGD-CE has 5 restarts and targeted
    /// APGD 5 targets, as the paper has it, elsewhere 1 and 9. rand, for randomised models, is APGD on the cross-entropy and
    /// on the DLR loss.
    /// </summary>
    val ensembles: (string * (Ball -> (string * Attack) list)) list

    /// <summary>Draws of the model that a gradient is the mean of: 20 in rand, else 1. Croce and Hein 2020, Sec. 6.</summary>
    val draws: ensemble: string -> int

    /// <summary>How many classes the attack needs at least.</summary>
    val classes: attack: Attack -> int

    /// <summary>Whether it follows gradients.</summary>
    val usesGradients: attack: Attack -> bool

    /// <summary>Its searches on a model of so many classes, in order.</summary>
    val runs: attack: Attack -> classes: int -> AttackRun list

    /// <summary>How many steps each of its searches takes at most.</summary>
    val steps: attack: Attack -> int

    /// <summary>One of its searches, before the first step.</summary>
    /// <exception cref="T:System.ArgumentException">The model has fewer classes than the attack takes apart.</exception>
    val start: attack: Attack -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>
