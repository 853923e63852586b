namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type private FabSearch<'T when 'T :> ISamples<'T>> =
    {
        Problem: Problem<'T>
        Targeted: bool
        Steps: int
        Done: int
        Point: 'T
        Nearest: 'T
        Distance: 'T
    }

    member private this.Move() : 'T =
        let problem, point = this.Problem, this.Point

        let struct (difference, normal) =
            if this.Targeted then
                Boundary.ofTarget problem point
            else
                Boundary.nearest problem point

        // <w, x_t> - d = b; from t the plane misses b - <w, t>.
        let offset: 'T = sumPerSample (normal * point) - difference
        let fromHere = Hyperplane.step problem.Ball.Norm normal (-difference) point

        let fromClean =
            let missing: 'T = offset - sumPerSample (normal * problem.Clean)
            Hyperplane.step problem.Ball.Norm normal missing problem.Clean

        let length (step: 'T) : 'T =
            let norm = Norm.ofSamples problem.Ball.Norm step
            maximum norm ('T.Constant(norm, 1e-8))

        let here = length fromHere
        let share: 'T = here / (here + length fromClean)
        let alpha = minimum share ('T.Constant(share, 0.1))
        let ahead: 'T = point + (fromHere .* 1.05)
        let back: 'T = problem.Clean + (fromClean .* 1.05)
        clamp 0.0 1.0 (scaleSamples (opposite alpha) ahead + scaleSamples alpha back)

    interface ISearch<'T> with
        member this.IsFinished = this.Done = this.Steps
        member this.Found = opposite (exceeds this.Problem.Ball.Radius this.Distance)
        member this.Points = this.Nearest

        member this.Advance() =
            let problem = this.Problem
            let moved = this.Move()
            let met = Problem.isMet problem (problem.Classifier.Logits moved)
            let perturbation: 'T = moved - problem.Clean
            let distance = Norm.ofSamples problem.Ball.Norm perturbation
            let nearer: 'T = met * greater this.Distance distance

            { this with
                Done = this.Done + 1
                Point = selectSamples met (problem.Clean + (perturbation .* 0.9)) moved
                Nearest = selectSamples nearer moved this.Nearest
                Distance = select nearer distance this.Distance
            }

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Point = change this.Point
                Nearest = change this.Nearest
                Distance = change this.Distance
            }

[<RequireQualifiedAccess>]
module Fab =

    let start (targeted: bool) (steps: int) (problem: Problem<'T>) : ISearch<'T> =
        let first =
            if problem.Restart = 0 then
                problem.Clean
            else
                let half =
                    { problem.Ball with
                        Radius = problem.Ball.Radius / 2.0
                    }

                Ball.start half problem.Clean (Problem.noise problem "start of FAB")

        {
            Problem = problem
            Targeted = targeted
            Steps = steps
            Done = 0
            Point = first
            Nearest = problem.Clean
            Distance = (zerosLike (sumPerSample problem.Clean)) +. 1e10
        }

    let private value (name: string) (isTargeted: bool) (steps: int) (runs: int -> AttackRun list) =
        { new IAttack with
            member _.Name = name

            member _.Source =
                "Croce and Hein 2020, Minimally distorted Adversarial Examples, Algorithm 1"

            member _.UsesGradients = true
            member _.Steps = steps
            member _.Runs classes = runs classes
            member _.Start problem = start isTargeted steps problem
        }

    [<CompiledName("Attack")>]
    let attack (steps: int) (restarts: int) =
        value "fab" false steps (fun _ -> AttackRun.repeated restarts)

    // It starts at the clean point for every target.
    [<CompiledName("Targeted")>]
    let targeted (steps: int) (targets: int) =
        value "fab-t" true steps (AttackRun.targeted (fun _ -> 0) targets)
