namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type private ApgdSearch<'T when 'T :> ISamples<'T>> =
    {
        Objective: Objective
        Problem: Problem<'T>
        Steps: int
        Checkpoints: int list
        Done: int
        SinceCheckpoint: int
        Progress: Progress<'T>
        Before: 'T
        StepSize: 'T
        Rises: 'T
        LastValue: 'T
        BestAtCheckpoint: 'T
        HalvedAtCheckpoint: 'T
    }

    member private this.Move() : 'T =
        let progress: Progress<'T> = this.Progress
        let problem: Problem<'T> = this.Problem

        let into (points: 'T) : 'T =
            Ball.rescale problem.Ball problem.Clean points

        let direction: 'T = Ball.steepest problem.Ball.Norm progress.Gradient
        let step: 'T = scaleSamples this.StepSize direction
        let stepped: 'T = into (progress.Point + step)

        if this.Done = 0 then
            into stepped
        else
            let forward: 'T = (stepped - progress.Point) .* 0.75
            let inertia: 'T = (progress.Point - this.Before) .* 0.25
            let change: 'T = forward + inertia
            into (progress.Point + change)

    member private this.Check() : ApgdSearch<'T> =
        let rare = opposite (exceeds (0.75 * float this.SinceCheckpoint) this.Rises)

        let stuck: 'T =
            opposite this.HalvedAtCheckpoint
            * opposite (greater this.Progress.BestValue this.BestAtCheckpoint)

        let halve = maximum rare stuck

        { this with
            StepSize = select halve (this.StepSize .* 0.5) this.StepSize
            Progress = Progress.returnToBest halve this.Progress
            Rises = zerosLike this.Rises
            BestAtCheckpoint = this.Progress.BestValue
            HalvedAtCheckpoint = halve
            Checkpoints = List.tail this.Checkpoints
            SinceCheckpoint = 0
        }

    interface ISearch<'T> with
        member this.IsFinished = this.Done = this.Steps
        member this.Found = this.Progress.Found
        member this.Points = Progress.points this.Progress

        member this.Advance() =
            let progress =
                Progress.observe this.Problem this.Objective (this.Move()) this.Progress

            let next =
                { this with
                    Done = this.Done + 1
                    SinceCheckpoint = this.SinceCheckpoint + 1
                    Before = this.Progress.Point
                    Progress = progress
                    Rises = this.Rises + greater progress.Value this.LastValue
                    LastValue = progress.Value
                }

            match next.Checkpoints with
            | due :: _ when due = next.Done -> next.Check()
            | _ -> next

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Progress = Progress.map change this.Progress
                Before = change this.Before
                StepSize = change this.StepSize
                Rises = change this.Rises
                LastValue = change this.LastValue
                BestAtCheckpoint = change this.BestAtCheckpoint
                HalvedAtCheckpoint = change this.HalvedAtCheckpoint
            }

[<RequireQualifiedAccess>]
module Apgd =

    let checkpoints (steps: int) =
        let share (part: float) = max (int (part * float steps)) 1

        let rec go (at: int) (wait: int) =
            if at > steps then
                []
            else
                let next = max (wait - share 0.03) (share 0.06)
                at :: go (at + next) next

        go (share 0.22) (share 0.22)

    let start (objective: Objective) (steps: int) (from: 'T voption) (problem: Problem<'T>) : ISearch<'T> =
        let first =
            match from with
            | ValueSome points -> points
            | ValueNone ->
                Ball.start problem.Ball problem.Clean (Problem.noise problem $"start of APGD on %A{objective}")

        let progress = Progress.start problem objective first
        let zero: 'T = zerosLike progress.Value

        {
            Objective = objective
            Problem = problem
            Steps = steps
            Checkpoints = checkpoints steps
            Done = 0
            SinceCheckpoint = 0
            Progress = progress
            Before = first
            StepSize = zero +. (2.0 * problem.Ball.Radius)
            Rises = zero
            LastValue = zero
            BestAtCheckpoint = progress.BestValue
            HalvedAtCheckpoint = zero +. 1.0
        }
