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

    [<CompiledName("Attacks")>]
    let attacks (validation: Validation) (training: RobustTraining) =
        [
            if training.Loss.UsesAdversarial then
                Pgd.ofSteps validation.Steps
        ]

    [<CompiledName("OneStep")>]
    let oneStep (validation: Validation) (training: RobustTraining) =
        [
            if
                validation.Fall < 1.0
                && training.Loss.UsesAdversarial
                && training.Steps = 1
                && training.Replays = 1
            then
                Pgd.attack
                    "one step"
                    "Wong, Rice and Kolter 2020, Sec. 4"
                    CrossEntropy
                    1
                    training.StepSize
                    0.0
                    (if training.RandomStart then 1 else 0)
        ]

    [<CompiledName("IsBest")>]
    let isBest (best: float) (accuracy: float) = accuracy > best

    [<CompiledName("HasCollapsed")>]
    let hasCollapsed (validation: Validation) (best: float) (accuracy: float) = best - accuracy > validation.Fall

    [<CompiledName("WithstandsOneStepAlone")>]
    let withstandsOneStepAlone (oneStep: float) (accuracy: float) = oneStep - accuracy > 0.5
