namespace Gan.Math.Robust

open Gan.Math.Attacks

[<NoComparison>]
type Validation =
    {
        Count: int
        Every: int64
        Steps: int
        Fall: float
    }

[<RequireQualifiedAccess>]
module Validation =

    let attacks (validation: Validation) (training: RobustTraining) =
        [
            if RobustLoss.usesAdversarial training.Loss then
                "pgd",
                Attack.pgd
                    validation.Steps
                    {
                        Norm = training.Norm
                        Radius = training.Radius
                    }
        ]

    let isBest (best: float) (accuracy: float) = accuracy > best

    let hasCollapsed (validation: Validation) (best: float) (accuracy: float) = best - accuracy > validation.Fall
