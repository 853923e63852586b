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
                GradientSteps(
                    {
                        Objective = CrossEntropy
                        Steps = validation.Steps
                        StepSize = 2.5 * training.Radius / float validation.Steps
                        Momentum = 0.0
                        RandomStart = true
                    },
                    1
                )
        ]

    let isBest (best: float) (accuracy: float) = accuracy > best

    let hasCollapsed (validation: Validation) (best: float) (accuracy: float) = best - accuracy > validation.Fall
