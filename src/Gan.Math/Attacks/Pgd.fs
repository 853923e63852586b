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

            let sum: 'T =
                if options.Momentum = 0.0 then
                    gradient
                else
                    let size: 'T = Norm.ofSamples L1 gradient +. 1e-12
                    (this.Sum .* options.Momentum) + (gradient / spread size gradient)

            // One pixel a step: without this it would stay with one that is at its end.
            let uphill =
                if problem.Ball.Norm = L1 then
                    Ball.feasible this.Point sum
                else
                    sum

            let step = Ball.steepest problem.Ball.Norm uphill
            let moved: 'T = this.Point + (step .* options.StepSize)

            { this with
                Point = Ball.rescale problem.Ball problem.Clean moved
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
        let first =
            if options.RandomStart then
                Ball.start problem.Ball problem.Clean (Problem.noise problem "start of PGD")
            else
                problem.Clean

        {
            Options = options
            Problem = problem
            Point = first
            Sum = problem.Clean .* 0.0
            Done = 0
            Reached = sumPerSample problem.Clean .* 0.0
            Successful = first
        }
