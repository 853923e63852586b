namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module Adversarial =

    [<CompiledName("Loss")>]
    let loss (share: float) =
        { new IRobustLoss with
            member _.Name = "adversarial"

            member _.Source =
                "Goodfellow, Shlens and Szegedy 2015, Sec. 6; Madry et al. 2018, Eq. (2.1)"

            member _.Weight = share
            member _.UsesAdversarial = true
            member _.UsesClean = share <> 1.0
            member _.AttacksPredictions = false

            member _.Value(labels_NK, _, clean_NK, adversarial_NK) =
                let attacked = Classification.crossEntropy labels_NK adversarial_NK

                if share = 1.0 then
                    attacked
                else
                    let natural = Classification.crossEntropy labels_NK clean_NK
                    (natural .* (1.0 - share)) + (attacked .* share)
        }
