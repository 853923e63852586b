namespace Gan.Math.Attacks

open System
open Gan.Math

type IClassifier<'T when 'T :> ISamples<'T>> =
    abstract Judge: points: 'T -> 'T
    abstract Logits: points: 'T -> 'T
    abstract Rounding: float
    abstract Slopes: objective: Objective * labels: 'T * targets: 'T[] * points: 'T -> struct ('T * struct ('T * 'T)[])

[<NoComparison; NoEquality>]
type Problem<'T when 'T :> ISamples<'T>> =
    {
        Classifier: IClassifier<'T>
        Ball: Ball
        Criterion: Criterion
        Clean: 'T
        Labels: 'T
        Targets: 'T
        Shape: int list
        Ids: int64[]
        Seed: uint64
        Restart: int
    }

[<RequireQualifiedAccess>]
module Problem =

    let map (change: 'T -> 'T) (problem: Problem<'T>) =
        { problem with
            Clean = change problem.Clean
            Labels = change problem.Labels
            Targets = change problem.Targets
        }

    let size (problem: Problem<'T>) = List.fold (*) 1 problem.Shape

    let classes (problem: Problem<'T>) =
        rows problem.Labels |> Array.head |> Array.length

    let rounding = 1e-6

    let excess (problem: Problem<'T>) (logits: 'T) : 'T =
        let excess: 'T =
            Criterion.excess problem.Criterion problem.Labels problem.Targets logits

        let spread: 'T = largestPerSample logits + largestPerSample (-logits)
        excess - (spread .* max rounding problem.Classifier.Rounding)

    let isMet (problem: Problem<'T>) (logits: 'T) : 'T = exceeds 0.0 (excess problem logits)

    let noise (problem: Problem<'T>) (purpose: string) : 'T =
        let size = size problem

        let draw =
            match problem.Ball.Norm with
            | Linf -> fun key p -> 2.0 * Seeds.uniform key p - 1.0
            | L2
            | L1 -> Seeds.normal

        let ofSample (id: int64) =
            let key =
                Seeds.derive problem.Seed $"{purpose}, restart {problem.Restart}" (uint64 id)

            Array.init size (fun p -> draw key (uint64 p))

        'T.OfElements(problem.Clean, Array.collect ofSample problem.Ids)

    let slope (problem: Problem<'T>) (objective: Objective) (points: 'T) =
        let struct (logits, slopes) =
            problem.Classifier.Slopes(objective, problem.Labels, [| problem.Targets |], points)

        let struct (values, gradient) = slopes[0]
        struct (logits, values, gradient)

type ISearch<'T when 'T :> ISamples<'T>> =
    abstract Advance: unit -> ISearch<'T>
    abstract IsFinished: bool
    abstract Found: 'T
    abstract Points: 'T
    abstract Map: change: Func<'T, 'T> -> ISearch<'T>
