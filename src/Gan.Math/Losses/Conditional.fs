namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Conditional =

    let auxiliaryClassifier (labels_NK: 'T :> ITensor<'T>) (classes_NK: 'T) : 'T =
        Classification.crossEntropy labels_NK classes_NK

    [<CompiledName("WithAuxiliary")>]
    let withAuxiliary (weight: float) (labels_NK: 'T :> ITensor<'T>) (classes_NK: 'T) (loss: 'T) : 'T =
        loss + mean (auxiliaryClassifier labels_NK classes_NK) .* weight

    [<CompiledName("ProjectionScore")>]
    let projectionScore (embedding_NP: 'T :> ITensor<'T>) (features_NP: 'T) (unconditional_N: 'T) : 'T =
        sumPerSample (embedding_NP * features_NP) + unconditional_N
