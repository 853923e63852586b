namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type private RandFgsmSearch<'T when 'T :> ISamples<'T>> =
    {
        Problem: Problem<'T>
        IsDone: bool
        Point: 'T
        Met: 'T
    }

    interface ISearch<'T> with
        member this.IsFinished = this.IsDone
        member this.Found = this.Met
        member this.Points = this.Point

        member this.Advance() =
            let p = this.Problem
            let struct (_, _, gradient) = Problem.slope p CrossEntropy this.Point
            let step: 'T = Ball.steepest p.Ball.Norm gradient .* (p.Ball.Radius / 2.0)
            let point = Ball.project p.Ball p.Clean (this.Point + step)

            { this with
                IsDone = true
                Point = point
                Met = Problem.isMet p (p.Classifier.Logits point)
            }

        member this.Map change =
            { this with
                Problem = Problem.map change.Invoke this.Problem
                Point = change.Invoke this.Point
                Met = change.Invoke this.Met
            }

[<RequireQualifiedAccess>]
module RandFgsm =

    [<CompiledName("Attack")>]
    let attack =
        { new IAttack with
            member _.Name = "rand-fgsm"
            member _.Source = "Tramer et al. 2018, Sec. 4.1"
            member _.UsesGradients = true
            member _.Steps = 1
            member _.Runs _ = AttackRun.repeated 1

            member _.Start problem =
                let half =
                    { problem.Ball with
                        Radius = problem.Ball.Radius / 2.0
                    }

                let point =
                    Ball.start half problem.Clean (Problem.noise problem "start of RAND+FGSM")

                {
                    Problem = problem
                    IsDone = false
                    Point = point
                    Met = zerosLike (sumPerSample point)
                }
        }
