namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison>]
type Criterion =
    | Untargeted
    | Targeted
    | Confident of kappa: float

[<RequireQualifiedAccess>]
module Criterion =

    // The largest logit of a class other than the one marked, less that one's.
    let private lead (classes_NK: 'T :> ISamples<'T>) (logits_NK: 'T) : 'T =
        let others = select classes_NK ('T.Constant(logits_NK, -infinity)) logits_NK
        let own: 'T = sumPerSample (logits_NK * classes_NK)
        largestPerSample others - own

    let excess (criterion: Criterion) (labels_NK: 'T :> ISamples<'T>) (targets_NK: 'T) (logits_NK: 'T) : 'T =
        match criterion with
        | Untargeted -> lead labels_NK logits_NK
        | Targeted -> -(lead targets_NK logits_NK)
        | Confident kappa -> lead labels_NK logits_NK +. -kappa

    let isMet (criterion: Criterion) (labels_NK: 'T :> ISamples<'T>) (targets_NK: 'T) (logits_NK: 'T) : 'T =
        exceeds 0.0 (excess criterion labels_NK targets_NK logits_NK)
