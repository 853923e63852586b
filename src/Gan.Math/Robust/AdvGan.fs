namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Losses

[<NoComparison>]
type AdvGanWeights =
    {
        Fooling: float
        Confidence: float
        Gan: float
        Hinge: float
        Bound: float
    }

[<RequireQualifiedAccess>]
module AdvGan =

    let fooling (confidence: float) (labels_NK: 'T :> ITensor<'T>) (rival_NK: 'T) (logits_NK: 'T) : 'T =
        let lead: 'T = Objective.lead labels_NK rival_NK logits_NK
        maximum lead ('T.Constant(lead, -confidence))

    let hinge (bound: float) (perturbation_NP: 'T :> ITensor<'T>) : 'T =
        let squared: 'T = sumPerSample (square perturbation_NP)
        // The same as max(norm - c, 0), with a finite slope at 0.
        squareRoot (maximum squared ('T.Constant(squared, bound * bound)))
        - 'T.Constant(squared, bound)

    [<CompiledName("Generator")>]
    let generator
        (weights: AdvGanWeights)
        (labels_NK: 'T :> ITensor<'T>)
        (rival_NK: 'T)
        (logits_NK: 'T)
        (gan_N: 'T)
        (perturbation_NP: 'T)
        : 'T =
        let fooled: 'T = fooling weights.Confidence labels_NK rival_NK logits_NK
        let aims: 'T = (fooled .* weights.Fooling) + (gan_N .* weights.Gan)
        aims + (hinge weights.Bound perturbation_NP .* weights.Hinge)

    [<CompiledName("Distillation")>]
    let distillation (classifier_NK: 'T :> ITensor<'T>) (student_NK: 'T) : 'T =
        Classification.crossEntropy (Classification.probabilities classifier_NK) student_NK
