namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison>]
type Criterion =
    | Untargeted
    | Targeted
    | Confident of kappa: float

[<RequireQualifiedAccess>]
module Criterion =

    // As the objectives' margins have it.
    let private lead (classes_NK: 'T :> ISamples<'T>) (logits_NK: 'T) : 'T =
        Objective.lead (Objective.rival classes_NK logits_NK) classes_NK logits_NK

    let excess (criterion: Criterion) (labels_NK: 'T :> ISamples<'T>) (targets_NK: 'T) (logits_NK: 'T) : 'T =
        match criterion with
        | Untargeted -> lead labels_NK logits_NK
        | Targeted -> -(lead targets_NK logits_NK)
        | Confident kappa -> lead labels_NK logits_NK +. -kappa
