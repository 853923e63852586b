namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type private DeepFoolSearch<'T when 'T :> ISamples<'T>> =
    {
        Problem: Problem<'T>
        Steps: int
        Done: int
        Point: 'T
        Tried: 'T
        Crossed: 'T
    }

    interface ISearch<'T> with
        member this.IsFinished = this.Done = this.Steps
        member this.Found = this.Crossed
        member this.Points = this.Tried

        member this.Advance() =
            let problem = this.Problem
            let struct (difference, normal) = Boundary.nearest problem this.Point
            let size: 'T = Norm.dualOfSamples problem.Ball.Norm normal
            let length: 'T = absolute difference / (size +. 1e-12) +. 1e-4

            let step: 'T =
                match problem.Ball.Norm with
                | Linf
                | L2 -> scaleSamples length (Ball.steepest problem.Ball.Norm normal)
                // One element would be at the box's end soon, and nothing move any more.
                | L1 -> Hyperplane.step L1 normal (length * size) this.Point

            let moved: 'T = clamp 0.0 1.0 (this.Point + (step .* 1.02))
            let tried = selectSamples this.Crossed this.Tried moved

            { this with
                Done = this.Done + 1
                Point = moved
                Tried = tried
                Crossed = maximum this.Crossed (Problem.isMet problem (problem.Classifier.Logits tried))
            }

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Point = change this.Point
                Tried = change this.Tried
                Crossed = change this.Crossed
            }

[<RequireQualifiedAccess>]
module DeepFool =

    let start (steps: int) (problem: Problem<'T>) : ISearch<'T> =
        {
            Problem = problem
            Steps = steps
            Done = 0
            Point = problem.Clean
            Tried = problem.Clean
            Crossed = zerosLike (sumPerSample problem.Clean)
        }

    [<CompiledName("Attack")>]
    let attack (steps: int) =
        { new IAttack with
            member _.Name = "deepfool"
            member _.Source = "Moosavi-Dezfooli, Fawzi and Frossard 2016, Algorithm 2"
            member _.UsesGradients = true
            member _.Steps = steps
            member _.Runs _ = AttackRun.repeated 1
            member _.Start problem = start steps problem
        }
