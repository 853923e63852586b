namespace Gan.Math.Attacks

open Gan.Math

/// <summary>The criterion of a success. Source: Carlini and Wagner 2017, Sec. II-D.</summary>
[<NoComparison>]
type Criterion =
    /// <summary>Another class than the true one has the largest logit.</summary>
    | Untargeted
    /// <summary>The target class has the largest logit.</summary>
    | Targeted
    /// <summary>Another class leads the true one by more than kappa &gt;= 0. Carlini and Wagner 2017, Sec. VI-A.</summary>
    | Confident of kappa: float

/// <summary>Values of criteria. Symbols: z_NK logits, y true class, t target class.</summary>
[<RequireQualifiedAccess>]
module Criterion =

    /// <summary>
    /// By how much a point succeeds, above 0 if it does: max_(k != y) z_k - z_y; z_t - max_(k != t) z_k; the first less kappa.
    /// </summary>
    val excess: criterion: Criterion -> labels_NK: 'T -> targets_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ISamples<'T>
