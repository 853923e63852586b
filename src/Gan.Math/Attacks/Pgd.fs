namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison>]
type PgdOptions =
    {
        Objective: Objective
        Steps: int
        StepSize: float
        Momentum: float
        RandomStart: bool
    }

module private Ascent =

    let first (options: PgdOptions) (problem: Problem<'T>) : 'T =
        if options.RandomStart then
            Ball.start problem.Ball problem.Clean (Problem.noise problem "start of PGD")
        else
            problem.Clean

    let accumulate (options: PgdOptions) (sum: 'T :> ISamples<'T>) (gradient: 'T) : 'T =
        if options.Momentum = 0.0 then
            gradient
        else
            let size: 'T = Norm.ofSamples L1 gradient +. 1e-12
            (sum .* options.Momentum) + (gradient / spread size gradient)

    let step (ball: Ball) (stepSize: float) (clean: 'T :> ISamples<'T>) (point: 'T) (sum: 'T) : 'T =
        let moved: 'T = point + Ball.ascent ball.Norm stepSize point sum
        Ball.rescale ball clean moved

[<NoComparison; NoEquality>]
type private PgdSearch<'T when 'T :> ISamples<'T>> =
    {
        Options: PgdOptions
        Problem: Problem<'T>
        Point: 'T
        Sum: 'T
        Done: int
        Reached: 'T
        Successful: 'T
    }

    interface ISearch<'T> with
        member this.IsFinished = this.Done = this.Options.Steps
        member this.Found = this.Reached
        member this.Points = selectSamples this.Reached this.Successful this.Point

        member this.Advance() =
            let options, problem = this.Options, this.Problem

            let struct (logits, _, gradient) =
                Problem.slope problem options.Objective this.Point

            let met = Problem.isMet problem logits

            let sum: 'T = Ascent.accumulate options this.Sum gradient

            { this with
                Point = Ascent.step problem.Ball options.StepSize problem.Clean this.Point sum
                Sum = sum
                Done = this.Done + 1
                Reached = maximum this.Reached met
                Successful = selectSamples met this.Point this.Successful
            }

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Point = change this.Point
                Sum = change this.Sum
                Reached = change this.Reached
                Successful = change this.Successful
            }

[<RequireQualifiedAccess>]
module Pgd =

    let start (options: PgdOptions) (problem: Problem<'T>) : ISearch<'T> =
        let first = Ascent.first options problem

        {
            Options = options
            Problem = problem
            Point = first
            Sum = zerosLike problem.Clean
            Done = 0
            Reached = zerosLike (sumPerSample problem.Clean)
            Successful = first
        }

    let first (options: PgdOptions) (problem: Problem<'T>) : 'T = Ascent.first options problem

    let ascend (ball: Ball) (stepSize: float) (clean: 'T :> ISamples<'T>) (point: 'T) (gradient: 'T) : 'T =
        Ascent.step ball stepSize clean point gradient

    [<CompiledName("Maximise")>]
    let maximise (options: PgdOptions) (problem: Problem<'T>) : 'T =
        let rec go (step: int) (point: 'T) (sum: 'T) : 'T =
            if step = options.Steps then
                point
            else
                let struct (_, _, gradient) = Problem.slope problem options.Objective point
                let sum = Ascent.accumulate options sum gradient
                go (step + 1) (ascend problem.Ball options.StepSize problem.Clean point sum) sum

        go 0 (Ascent.first options problem) (zerosLike problem.Clean)

    [<CompiledName("Attack")>]
    let attack
        (name: string)
        (source: string)
        (objective: Objective)
        (steps: int)
        (stepSize: float)
        (momentum: float)
        (restarts: int)
        =
        { new IAttack with
            member _.Name = name
            member _.Source = source
            member _.UsesGradients = true
            member _.Steps = steps
            member _.Runs _ = AttackRun.repeated (max restarts 1)

            member _.Start problem =
                start
                    {
                        Objective = objective
                        Steps = steps
                        StepSize = stepSize * problem.Ball.Radius / float steps
                        Momentum = momentum
                        RandomStart = restarts > 0
                    }
                    problem
        }

    let private published = "Madry et al. 2018, Sec. 2.1"

    [<CompiledName("Options")>]
    let options (steps: int) (ball: Ball) =
        {
            Objective = CrossEntropy
            Steps = steps
            StepSize = 2.5 * ball.Radius / float steps
            Momentum = 0.0
            RandomStart = true
        }

    [<CompiledName("OfSteps")>]
    let ofSteps (steps: int) =
        attack "pgd" published CrossEntropy steps 2.5 0.0 1

    [<CompiledName("Pgd")>]
    let pgd = attack "pgd" published CrossEntropy 40 2.5 0.0 5

    [<CompiledName("OnMargin")>]
    let onMargin =
        attack "pgd-cw" "Madry et al. 2018, Sec. 5.1; Carlini and Wagner 2017, Sec. V-A" Margin 40 2.5 0.0 0
