namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type private ApgdL1Search<'T when 'T :> ISamples<'T>> =
    {
        Objective: Objective
        Problem: Problem<'T>
        // Radius and steps of this phase and of those to come.
        Phases: (float * int) list
        Done: int
        Progress: Progress<'T>
        StepSize: 'T
        Count: 'T
    }

    member private this.Radius = fst this.Phases.Head

    // 1 at elements among the largest of their sample, as many as the count says, and at all that equal the last of them.
    static member private Largest (size_NP: 'T) (count_N: 'T) : 'T =
        let above (theta_N: 'T) : 'T =
            greater size_NP (spread theta_N size_NP)

        let many (theta_N: 'T) : 'T =
            opposite (greater count_N (sumPerSample (above theta_N)))

        let most = largestPerSample size_NP
        let struct (low, _) = Threshold.bisect 48 many (-most) most
        above low

    static member private NonZero(x_NP: 'T) : 'T =
        sumPerSample (exceeds 0.0 (absolute x_NP))

    member private this.Move() : 'T =
        let gradient = this.Progress.Gradient
        let size = absolute gradient
        let most = float (Problem.size this.Problem)

        let chosen = ApgdL1Search.Largest size (clamp 1.0 most (this.Count .* (1.0 / 1.5)))

        let signs: 'T = sign gradient * chosen
        let length: 'T = sumPerSample (absolute signs) +. 1e-10
        let moved: 'T = this.Progress.Point + scaleSamples (this.StepSize / length) signs

        Ball.project
            { this.Problem.Ball with
                Radius = this.Radius
            }
            this.Problem.Clean
            moved

    member private this.Adapt() : ApgdL1Search<'T> =
        let count: 'T = ApgdL1Search.NonZero(this.Progress.Best - this.Problem.Clean)
        let sparser: 'T = greater (this.Count .* 0.95) count
        let slower = clamp (this.Radius / 10.0) this.Radius (this.StepSize .* (1.0 / 1.5))

        { this with
            StepSize = select sparser (zerosLike slower +. this.Radius) slower
            Count = count
            Progress = Progress.returnToBest sparser this.Progress
        }

    // A phase starts afresh from the last one's best point, brought into its own ball.
    static member Begin objective (problem: Problem<'T>) phases (from: 'T) : ApgdL1Search<'T> =
        let radius = fst (List.head phases)
        let first = Ball.project { problem.Ball with Radius = radius } problem.Clean from
        let count: 'T = ApgdL1Search.NonZero(first - problem.Clean)

        {
            Objective = objective
            Problem = problem
            Phases = phases
            Done = 0
            Progress = Progress.start problem objective first
            StepSize = (zerosLike count) +. radius
            Count = count
        }

    member private this.IsOver = this.Done = snd this.Phases.Head

    interface ISearch<'T> with
        member this.IsFinished = this.IsOver && this.Phases.Tail.IsEmpty

        // Points of the larger balls are outside the budget.
        member this.Found =
            if this.Phases.Tail.IsEmpty then
                this.Progress.Found
            else
                zerosLike this.Progress.Found

        member this.Points = Progress.points this.Progress

        member this.Advance() =
            if this.IsOver then
                ApgdL1Search.Begin this.Objective this.Problem this.Phases.Tail this.Progress.Best
            else
                let next =
                    { this with
                        Done = this.Done + 1
                        Progress = Progress.observe this.Problem this.Objective (this.Move()) this.Progress
                    }

                if next.Done % max (int (0.04 * float (snd this.Phases.Head))) 1 = 0 then
                    next.Adapt()
                else
                    next

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Progress = Progress.map change this.Progress
                StepSize = change this.StepSize
                Count = change this.Count
            }

[<RequireQualifiedAccess>]
module ApgdL1 =

    let start (objective: Objective) (steps: int) (problem: Problem<'T>) : ISearch<'T> =
        let third = int (ceil (0.3 * float steps))
        let eps = problem.Ball.Radius
        let phases = [ 3.0 * eps, third; 2.0 * eps, third; eps, steps - 2 * third ]
        let noise = Problem.noise problem $"start of APGD on %A{objective}"
        ApgdL1Search.Begin objective problem phases (problem.Clean + noise)
