namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

type RobustLoss =
    | Natural
    | AdversarialMix of share: float
    | Trades of beta: float
    | Mart of lambda: float
    | LogitPairing of lambda: float

[<RequireQualifiedAccess>]
module RobustLoss =

    let named =
        [
            "natural", (fun _ -> Natural)
            "adversarial", AdversarialMix
            "trades", Trades
            "mart", Mart
            "logit-pairing", LogitPairing
        ]

    let name (loss: RobustLoss) =
        match loss with
        | Natural -> "natural"
        | AdversarialMix _ -> "adversarial"
        | Trades _ -> "trades"
        | Mart _ -> "mart"
        | LogitPairing _ -> "logit-pairing"

    let weight (loss: RobustLoss) =
        match loss with
        | Natural -> 0.0
        | AdversarialMix weight
        | Trades weight
        | Mart weight
        | LogitPairing weight -> weight

    let usesAdversarial (loss: RobustLoss) = loss <> Natural

    let usesClean (loss: RobustLoss) = loss <> AdversarialMix 1.0

    let attacksPredictions (loss: RobustLoss) =
        match loss with
        | Trades _ -> true
        | _ -> false

    let private divergence (p_NK: 'T :> ITensor<'T>) (q_NK: 'T) : 'T =
        let log_p: 'T = Classification.logProbabilities p_NK
        sumPerSample (exponential log_p * (log_p - Classification.logProbabilities q_NK))

    // log(1 - p_r) = log sum_(k != r) e^(z_k) - log sum_k e^(z_k), without the rounding of 1 - p_r.
    let private logOthers (rival_NK: 'T :> ITensor<'T>) (logits_NK: 'T) : 'T =
        let without: 'T = logits_NK - (rival_NK .* 1e30)
        'T.LogSumExpPerSample without - 'T.LogSumExpPerSample logits_NK

    let value
        (loss: RobustLoss)
        (labels_NK: 'T :> ITensor<'T>)
        (rival_NK: 'T)
        (clean_NK: 'T)
        (adversarial_NK: 'T)
        : 'T =
        let natural () : 'T =
            Classification.crossEntropy labels_NK clean_NK

        let attacked () : 'T =
            Classification.crossEntropy labels_NK adversarial_NK

        match loss with
        | Natural -> natural ()
        | AdversarialMix 1.0 -> attacked ()
        | AdversarialMix share -> (natural () .* (1.0 - share)) + (attacked () .* share)
        | Trades beta -> natural () + (divergence clean_NK adversarial_NK .* beta)
        | Mart lambda ->
            let boosted: 'T = attacked () - logOthers rival_NK adversarial_NK
            let doubt: 'T = (-(exponential (-(natural ())))) +. 1.0
            boosted + (divergence clean_NK adversarial_NK * doubt .* lambda)
        | LogitPairing lambda ->
            let apart: 'T = sumPerSample (square (clean_NK - adversarial_NK))
            ((natural () + attacked ()) .* 0.5) + (apart .* lambda)

    let attackLabels (loss: RobustLoss) (labels_NK: 'T :> ITensor<'T>) (clean_NK: 'T) : 'T =
        if attacksPredictions loss then
            Classification.probabilities clean_NK
        else
            labels_NK
