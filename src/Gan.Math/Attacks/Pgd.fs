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
            Sum = problem.Clean .* 0.0
            Done = 0
            Reached = sumPerSample problem.Clean .* 0.0
            Successful = first
        }

    let first (options: PgdOptions) (problem: Problem<'T>) : 'T = Ascent.first options problem

    let ascend (ball: Ball) (stepSize: float) (clean: 'T :> ISamples<'T>) (point: 'T) (gradient: 'T) : 'T =
        Ascent.step ball stepSize clean point gradient

    let maximise (options: PgdOptions) (problem: Problem<'T>) : 'T =
        let rec go (step: int) (point: 'T) (sum: 'T) : 'T =
            if step = options.Steps then
                point
            else
                let struct (_, _, gradient) = Problem.slope problem options.Objective point
                let sum = Ascent.accumulate options sum gradient
                go (step + 1) (ascend problem.Ball options.StepSize problem.Clean point sum) sum

        go 0 (Ascent.first options problem) (problem.Clean .* 0.0)
