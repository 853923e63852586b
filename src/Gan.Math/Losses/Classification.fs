namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Classification =

    [<CompiledName("CrossEntropy")>]
    let crossEntropy (labels_NK: 'T :> ITensor<'T>) (logits_NK: 'T) : 'T =
        let normaliser: 'T = 'T.LogSumExpPerSample logits_NK
        normaliser - sumPerSample (labels_NK * logits_NK)

    [<CompiledName("LogProbabilities")>]
    let logProbabilities (logits_NK: 'T :> ITensor<'T>) : 'T =
        logits_NK - spread ('T.LogSumExpPerSample logits_NK) logits_NK

    [<CompiledName("Probabilities")>]
    let probabilities (logits_NK: 'T :> ITensor<'T>) : 'T =
        exponential (logProbabilities logits_NK)

    [<CompiledName("Correct")>]
    let correct (labels_NK: 'T :> ISamples<'T>) (logits_NK: 'T) : 'T =
        sumPerSample (labels_NK * 'T.Ranked(logits_NK, 1))

    [<CompiledName("Divergence")>]
    let divergence (p_NK: 'T :> ITensor<'T>) (q_NK: 'T) : 'T =
        let log_p: 'T = logProbabilities p_NK
        sumPerSample (exponential log_p * (log_p - logProbabilities q_NK))

    // log(1 - p_r) = log sum_(k != r) e^(z_k) - log sum_k e^(z_k), without the rounding of 1 - p_r.
    [<CompiledName("LogOthers")>]
    let logOthers (class_NK: 'T :> ITensor<'T>) (logits_NK: 'T) : 'T =
        let without: 'T = addScaled -1e30 class_NK logits_NK
        'T.LogSumExpPerSample without - 'T.LogSumExpPerSample logits_NK
