namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Classification =

    let crossEntropy (labels_NK: 'T :> ITensor<'T>) (logits_NK: 'T) : 'T =
        let normaliser: 'T = 'T.LogSumExpPerSample logits_NK
        normaliser - sumPerSample (labels_NK * logits_NK)

    let logProbabilities (logits_NK: 'T :> ITensor<'T>) : 'T =
        logits_NK - 'T.Spread('T.LogSumExpPerSample logits_NK, logits_NK)

    let probabilities (logits_NK: 'T :> ITensor<'T>) : 'T =
        exponential (logProbabilities logits_NK)

    let correct (labels_NK: 'T :> ISamples<'T>) (logits_NK: 'T) : 'T =
        sumPerSample (labels_NK * 'T.Ranked(logits_NK, 1))
