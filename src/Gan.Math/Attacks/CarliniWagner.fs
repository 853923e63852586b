namespace Gan.Math.Attacks

open Gan.Math
open Gan.Math.Updates

[<NoComparison>]
type CarliniWagnerOptions =
    {
        Searches: int
        Steps: int
        Rate: float
        FirstWeight: float
    }

[<NoComparison; NoEquality>]
type private CarliniWagnerSearch<'T when 'T :> ISamples<'T>> =
    {
        Options: CarliniWagnerOptions
        Problem: Problem<'T>
        Done: int
        Point: 'T
        Slots: Slots<'T>
        Weight: 'T
        Low: 'T
        High: 'T
        // Whether this c has succeeded.
        Succeeded: 'T
        Nearest: 'T
        Distance: 'T
    }

    static member private Rule =
        UpdateRule.Adam
            {
                Beta1 = 0.9
                Beta2 = 0.999
                Epsilon = 1e-8
            }

    // The next c, and everything else from the beginning.
    member private this.Restart() : CarliniWagnerSearch<'T> =
        let high = select this.Succeeded this.Weight this.High
        let low = select this.Succeeded this.Low this.Weight
        let middle: 'T = (low + high) .* 0.5
        let bounded = exceeds 0.0 ((-high) +. 1e9)

        { this with
            Point = this.Problem.Clean
            Slots = Update.init this.Problem.Clean
            Low = low
            High = high
            Weight = select bounded middle (low .* 10.0)
            Succeeded = zerosLike this.Succeeded
        }

    interface ISearch<'T> with
        member this.IsFinished = this.Done = this.Options.Searches * this.Options.Steps
        member this.Found = opposite (exceeds this.Problem.Ball.Radius this.Distance)
        member this.Points = this.Nearest

        member this.Advance() =
            let problem = this.Problem
            let point = this.Point
            let perturbation: 'T = point - problem.Clean

            let objective =
                match problem.Criterion with
                | Targeted -> TargetedMargin
                | Untargeted
                | Confident _ -> Margin

            let struct (logits, _, gradient) = Problem.slope problem objective point
            let met = Problem.isMet problem logits
            let distance = Norm.ofSamples problem.Ball.Norm perturbation
            let nearer: 'T = met * greater this.Distance distance
            let pull = scaleSamples (this.Weight * opposite met) gradient
            let slope: 'T = (perturbation .* 2.0) - pull
            let step = int64 (this.Done % this.Options.Steps) + 1L
            let context = { Step = step; GradientNorm = 0.0 }

            let struct (moved, slots) =
                Update.step CarliniWagnerSearch<'T>.Rule context this.Options.Rate point slope this.Slots

            let next =
                { this with
                    Done = this.Done + 1
                    Point = clamp 0.0 1.0 moved
                    Slots = slots
                    Succeeded = maximum this.Succeeded met
                    Nearest = selectSamples nearer point this.Nearest
                    Distance = select nearer distance this.Distance
                }

            if next.Done % this.Options.Steps = 0 then
                next.Restart()
            else
                next

        member this.Map change =
            let change (x: 'T) = change.Invoke x

            { this with
                Problem = Problem.map change this.Problem
                Point = change this.Point
                Slots =
                    {
                        First = change this.Slots.First
                        Second = change this.Slots.Second
                        Third = change this.Slots.Third
                        Fourth = change this.Slots.Fourth
                    }
                Weight = change this.Weight
                Low = change this.Low
                High = change this.High
                Succeeded = change this.Succeeded
                Nearest = change this.Nearest
                Distance = change this.Distance
            }

[<RequireQualifiedAccess>]
module CarliniWagner =

    let start (options: CarliniWagnerOptions) (problem: Problem<'T>) : ISearch<'T> =
        let zero: 'T = zerosLike (sumPerSample problem.Clean)

        {
            Options = options
            Problem = problem
            Done = 0
            Point = problem.Clean
            Slots = Update.init problem.Clean
            Weight = zero +. options.FirstWeight
            Low = zero
            High = zero +. 1e10
            Succeeded = zero
            Nearest = problem.Clean
            Distance = zero +. 1e10
        }

    [<CompiledName("Attack")>]
    let attack (options: CarliniWagnerOptions) =
        { new IAttack with
            member _.Name = "cw"
            member _.Source = "Carlini and Wagner 2017, Sec. V and VI"
            member _.UsesGradients = true
            member _.Steps = options.Searches * options.Steps
            member _.Runs _ = AttackRun.repeated 1
            member _.Start problem = start options problem
        }
