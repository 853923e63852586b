namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks

[<NoComparison>]
type RobustTraining =
    {
        Loss: RobustLoss
        Norm: Norm
        Radius: float
        RampUp: float
        Steps: int
        StepSize: float
        RandomStart: bool
    }

[<RequireQualifiedAccess>]
module RobustTraining =

    let natural =
        {
            Loss = Natural
            Norm = Linf
            Radius = 0.0
            RampUp = 0.0
            Steps = 1
            StepSize = 1.0
            RandomStart = false
        }

    let radius (training: RobustTraining) (total: int64) (step: int64) =
        let ramp = training.RampUp * float total

        if float step >= ramp then
            training.Radius
        else
            training.Radius * float step / ramp

    let attack (training: RobustTraining) (problem: Problem<'T>) : 'T =
        Pgd.maximise
            {
                Objective = CrossEntropy
                Steps = training.Steps
                StepSize = training.StepSize * problem.Ball.Radius
                Momentum = 0.0
                RandomStart = training.RandomStart
            }
            problem
