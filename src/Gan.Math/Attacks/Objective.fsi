namespace Gan.Math.Attacks

open Gan.Math

/// <summary>The objective that an attack raises, a function of logits z and of the true class y. Source: Croce and Hein 2020.</summary>
type Objective =
    /// <summary>log sum_k e^(z_k) - z_y. Goodfellow et al. 2015, Sec. 4; Madry et al. 2018, Eq. (2.1).</summary>
    | CrossEntropy
    /// <summary>max_(k != y) z_k - z_y: f_6 untargeted.</summary>
    | Margin
    /// <summary>-(z_y - max_(k != y) z_k) / (z_(1) - z_(3)), with z_(i) the i-th largest logit. Croce and Hein 2020, Eq. (6).</summary>
    | Dlr
    /// <summary>z_t - log sum_k e^(z_k), towards the target t. Kurakin et al. 2017, Sec. 2.3.</summary>
    | TargetedCrossEntropy
    /// <summary>z_t - z_y. Croce and Hein 2020, FAB, Sec. 3.</summary>
    | LogitDifference
    /// <summary>z_t - max_(k != t) z_k. Carlini and Wagner 2017, Sec. V-A, f_6 without its bound.</summary>
    | TargetedMargin
    /// <summary>-(z_y - z_t) / (z_(1) - (z_(3) + z_(4)) / 2). Croce and Hein 2020, Eq. (7).</summary>
    | TargetedDlr

/// <summary>Which logits an objective takes out, as masks of shape [N, K]. Source: <c>Objective</c>.</summary>
[<NoComparison; NoEquality>]
type LogitMasks<'T> =
    {
        /// <summary>The true class.</summary>
        Label: 'T
        /// <summary>The target class; the true class where there is none.</summary>
        Target: 'T
        /// <summary>The largest logit of another class.</summary>
        Other: 'T
        /// <summary>The largest logit of a class other than the target.</summary>
        Rival: 'T
        /// <summary>The largest logit.</summary>
        First: 'T
        /// <summary>The third largest.</summary>
        Third: 'T
        /// <summary>The fourth largest.</summary>
        Fourth: 'T
    }

/// <summary>
/// Values of objectives. The masks are constants: an order statistic's slope is that of the logit it picks.
/// Symbols: z_NK logits; one number a sample.
/// </summary>
[<RequireQualifiedAccess>]
module Objective =

    /// <summary>
    /// The objective that stands for one on a model of so many classes: the difference of logits ratio needs three logits, its
    /// targeted form four; below that, the same differences without their denominators: <c>Margin</c>, <c>LogitDifference</c>.
    /// </summary>
    [<CompiledName("ForClasses")>]
    val forClasses: classes: int -> objective: Objective -> Objective

    /// <summary>1 at the largest logit of a class other than the one marked.</summary>
    [<CompiledName("Rival")>]
    val rival: classes_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>z_r - z_k: by how much a class marked leads another. Carlini and Wagner 2017, Sec. V-A.</summary>
    /// <param name="rival_NK">Marks r.</param>
    /// <param name="classes_NK">Marks k.</param>
    /// <param name="logits_NK">z.</param>
    val lead: rival_NK: 'T -> classes_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>The masks at these logits, from one-hot classes.</summary>
    [<CompiledName("Masks")>]
    val masks: labels_NK: 'T -> targets_NK: 'T -> logits_NK: 'T -> LogitMasks<'T> when 'T :> ISamples<'T>

    /// <summary>The objective's values. Equations: <c>Objective</c>'s, with 1e-12 added to the quotients' denominators.</summary>
    [<CompiledName("Value")>]
    val value: objective: Objective -> masks: LogitMasks<'T> -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>
