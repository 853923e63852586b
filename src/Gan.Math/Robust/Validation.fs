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

    let private ball (training: RobustTraining) =
        {
            Norm = training.Norm
            Radius = training.Radius
        }

    let attacks (validation: Validation) (training: RobustTraining) =
        [
            if RobustLoss.usesAdversarial training.Loss then
                "pgd", Attack.pgd validation.Steps (ball training)
        ]

    let oneStep (validation: Validation) (training: RobustTraining) =
        [
            if
                validation.Fall < 1.0
                && RobustLoss.usesAdversarial training.Loss
                && training.Steps = 1
                && training.Replays = 1
            then
                "one step", GradientSteps(RobustTraining.steps training (ball training), 1)
        ]

    let isBest (best: float) (accuracy: float) = accuracy > best

    let hasCollapsed (validation: Validation) (best: float) (accuracy: float) = best - accuracy > validation.Fall

    let withstandsOneStepAlone (oneStep: float) (accuracy: float) = oneStep - accuracy > 0.5
