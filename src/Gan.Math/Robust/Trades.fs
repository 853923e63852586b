namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module Trades =

    [<CompiledName("Loss")>]
    let loss (beta: float) =
        { new IRobustLoss with
            member _.Name = "trades"
            member _.Source = "Zhang et al. 2019, Eq. (5)"
            member _.Weight = beta
            member _.UsesAdversarial = true
            member _.UsesClean = true
            member _.AttacksPredictions = true

            member _.Value(labels_NK, _, clean_NK, adversarial_NK) =
                Classification.crossEntropy labels_NK clean_NK
                + (Classification.divergence clean_NK adversarial_NK .* beta)
        }
