namespace Gan.Math.Robust

open Gan.Math
open Gan.Math.Attacks

type Precision =
    | Float32
    | BFloat16

[<NoComparison>]
type RobustTraining =
    {
        Loss: IRobustLoss
        Norm: Norm
        Radius: float
        RampUp: float
        Steps: int
        StepSize: float
        RandomStart: bool
        Replays: int
        WeightPerturbation: float
        Precision: Precision
    }

[<RequireQualifiedAccess>]
module RobustTraining =

    [<CompiledName("Natural")>]
    let natural =
        {
            Loss = Natural.loss
            Norm = Linf
            Radius = 0.0
            RampUp = 0.0
            Steps = 1
            StepSize = 1.0
            RandomStart = false
            Replays = 1
            WeightPerturbation = 0.0
            Precision = Float32
        }

    [<CompiledName("Radius")>]
    let radius (training: RobustTraining) (total: int64) (step: int64) =
        let ramp = training.RampUp * float total

        if float step >= ramp then
            training.Radius
        else
            training.Radius * float step / ramp

    let steps (training: RobustTraining) (ball: Ball) =
        {
            Objective = CrossEntropy
            Steps = training.Steps
            StepSize = training.StepSize * ball.Radius
            Momentum = 0.0
            RandomStart = training.RandomStart
        }

    [<CompiledName("Start")>]
    let start (training: RobustTraining) (problem: Problem<'T>) : 'T =
        Pgd.first (steps training problem.Ball) problem

    [<CompiledName("Attack")>]
    let attack (training: RobustTraining) (problem: Problem<'T>) : 'T =
        Pgd.maximise (steps training problem.Ball) problem

    [<CompiledName("Perturbation")>]
    let perturbation (clean: 'T :> ISamples<'T>) (points: 'T) : 'T = points - clean

    [<CompiledName("Carried")>]
    let carried (ball: Ball) (perturbation: 'T :> ISamples<'T>) (clean: 'T) : 'T =
        Ball.rescale ball clean (clean + perturbation)

    [<CompiledName("Replay")>]
    let replay (training: RobustTraining) (ball: Ball) (clean: 'T :> ISamples<'T>) (points: 'T) (gradient: 'T) : 'T =
        Pgd.ascend ball (training.StepSize * ball.Radius) clean points gradient
