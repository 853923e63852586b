namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Losses

[<RequireQualifiedAccess>]
module Natural =

    [<CompiledName("Loss")>]
    let loss =
        { new IRobustLoss with
            member _.Name = "natural"
            member _.Source = "Goodfellow, Bengio and Courville 2016, Eq. (6.30)"
            member _.Weight = 0.0
            member _.UsesAdversarial = false
            member _.UsesClean = true
            member _.AttacksPredictions = false

            member _.Value(labels_NK, _, clean_NK, _) =
                Classification.crossEntropy labels_NK clean_NK
        }
