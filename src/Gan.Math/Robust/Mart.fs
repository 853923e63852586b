namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module Mart =

    [<CompiledName("Loss")>]
    let loss (lambda: float) =
        { new IRobustLoss with
            member _.Name = "mart"
            member _.Source = "Wang et al. 2020, Eq. (11)"
            member _.Weight = lambda
            member _.UsesAdversarial = true
            member _.UsesClean = true
            member _.AttacksPredictions = false

            member _.Value(labels_NK, rival_NK, clean_NK, adversarial_NK) =
                let boosted =
                    Classification.crossEntropy labels_NK adversarial_NK
                    - Classification.logOthers rival_NK adversarial_NK

                let doubt =
                    (-(exponential (-(Classification.crossEntropy labels_NK clean_NK)))) +. 1.0

                boosted + (Classification.divergence clean_NK adversarial_NK * doubt .* lambda)
        }
