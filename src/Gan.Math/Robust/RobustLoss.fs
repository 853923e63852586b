namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module RobustLoss =

    [<CompiledName("All")>]
    let all =
        [
            fun _ -> Natural.loss
            Adversarial.loss
            Trades.loss
            Mart.loss
            LogitPairing.loss
        ]

    [<CompiledName("Named")>]
    let named =
        [
            for make in all do
                (make 1.0).Name, make
        ]

    [<CompiledName("AttackLabels")>]
    let attackLabels (loss: IRobustLoss) (labels_NK: 'T :> ITensor<'T>) (clean_NK: 'T) : 'T =
        if loss.AttacksPredictions then
            Classification.probabilities clean_NK
        else
            labels_NK
