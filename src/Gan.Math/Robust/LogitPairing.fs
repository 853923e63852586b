namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module LogitPairing =

    [<CompiledName("Loss")>]
    let loss (lambda: float) =
        { new IRobustLoss with
            member _.Name = "logit-pairing"
            member _.Source = "Kannan, Kurakin and Goodfellow 2018, Sec. 3.2"
            member _.Weight = lambda
            member _.UsesAdversarial = true
            member _.UsesClean = true
            member _.AttacksPredictions = false

            member _.Value(labels_NK, _, clean_NK, adversarial_NK) =
                let apart = sumPerSample (square (clean_NK - adversarial_NK))

                let both =
                    Classification.crossEntropy labels_NK clean_NK
                    + Classification.crossEntropy labels_NK adversarial_NK

                (both .* 0.5) + (apart .* lambda)
        }
