namespace Gan.Math.Experiments

open Gan.Math.Updates

type Algorithm =
    | PlainSgd
    | HeavyBall
    | Nesterov
    | PlainRmsProp
    | CentredRmsProp
    | PlainAdam
    | AdamW
    | AmsGradAdam
    | OptimisticSgd
    | OptimisticAdam

[<NoComparison>]
type NetworkUpdate =
    {
        Algorithm: Algorithm
        LearningRate: float
        Schedule: Schedule
        Beta1: float
        Beta2: float
        Epsilon: float
        Momentum: float
        Dampening: float
        WeightDecay: float
        ClipValue: float
        ClipNorm: float
        ClipWeights: float
        LookaheadEvery: int64
        LookaheadFollow: float
    }

[<RequireQualifiedAccess>]
module NetworkUpdate =

    let algorithms =
        [
            "sgd", PlainSgd
            "momentum", HeavyBall
            "nesterov", Nesterov
            "rmsprop", PlainRmsProp
            "rmsprop-centred", CentredRmsProp
            "adam", PlainAdam
            "adamw", AdamW
            "amsgrad", AmsGradAdam
            "optimistic", OptimisticSgd
            "optimistic-adam", OptimisticAdam
        ]

    let private main (update: NetworkUpdate) =
        let adam =
            {
                Beta1 = update.Beta1
                Beta2 = update.Beta2
                Epsilon = update.Epsilon
            }

        let rmsProp centred =
            RmsProp
                {
                    Decay = update.Beta2
                    Epsilon = update.Epsilon
                    Centred = centred
                }

        let momentum nesterov =
            Momentum
                {
                    Decay = update.Momentum
                    Dampening = update.Dampening
                    Nesterov = nesterov
                }

        match update.Algorithm with
        | PlainSgd -> []
        | HeavyBall -> [ momentum false ]
        | Nesterov -> [ momentum true ]
        | PlainRmsProp -> [ rmsProp false ]
        | CentredRmsProp -> [ rmsProp true ]
        | PlainAdam
        | AdamW -> [ Adam adam ]
        | AmsGradAdam -> [ AmsGrad adam ]
        | OptimisticSgd -> [ Optimism ]
        | OptimisticAdam -> [ Adam adam; Optimism ]

    let rule (update: NetworkUpdate) =
        let decay = update.WeightDecay > 0.0
        let decoupled = update.Algorithm = AdamW

        UpdateRule.chain
            [
                if update.ClipNorm > 0.0 then
                    NormClipping update.ClipNorm
                if update.ClipValue > 0.0 then
                    ValueClipping update.ClipValue
                if decay && not decoupled then
                    WeightDecay update.WeightDecay
                yield! main update
                if decay && decoupled then
                    WeightDecay update.WeightDecay
                if update.LookaheadEvery > 0L then
                    Lookahead
                        {
                            Every = update.LookaheadEvery
                            Follow = update.LookaheadFollow
                        }
                if update.ClipWeights > 0.0 then
                    WeightClipping update.ClipWeights
            ]

    let rate (update: NetworkUpdate) (total: int64) (step: int64) =
        update.LearningRate * Schedule.factor update.Schedule total step
