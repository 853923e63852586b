namespace Gan.Math.Attacks

open Gan.Math

[<NoComparison; NoEquality>]
type internal Progress<'T when 'T :> ISamples<'T>> =
    {
        Point: 'T
        Gradient: 'T
        Value: 'T
        Best: 'T
        BestGradient: 'T
        BestValue: 'T
        Found: 'T
        Successful: 'T
    }

[<RequireQualifiedAccess>]
module internal Progress =

    let start (problem: Problem<'T>) (objective: Objective) (point: 'T) : Progress<'T> =
        let struct (logits, value, gradient) = Problem.slope problem objective point

        {
            Point = point
            Gradient = gradient
            Value = value
            Best = point
            BestGradient = gradient
            BestValue = value
            Found = Problem.isMet problem logits
            Successful = point
        }

    let observe (problem: Problem<'T>) (objective: Objective) (point: 'T) (progress: Progress<'T>) : Progress<'T> =
        let struct (logits, value, gradient) = Problem.slope problem objective point
        let met = Problem.isMet problem logits
        let better = greater value progress.BestValue

        {
            Point = point
            Gradient = gradient
            Value = value
            Best = selectSamples better point progress.Best
            BestGradient = selectSamples better gradient progress.BestGradient
            BestValue = select better value progress.BestValue
            Found = maximum progress.Found met
            Successful = selectSamples met point progress.Successful
        }

    let returnToBest (mask: 'T) (progress: Progress<'T>) =
        { progress with
            Point = selectSamples mask progress.Best progress.Point
            Gradient = selectSamples mask progress.BestGradient progress.Gradient
        }

    let points (progress: Progress<'T>) =
        selectSamples progress.Found progress.Successful progress.Best

    let map (change: 'T -> 'T) (progress: Progress<'T>) =
        {
            Point = change progress.Point
            Gradient = change progress.Gradient
            Value = change progress.Value
            Best = change progress.Best
            BestGradient = change progress.BestGradient
            BestValue = change progress.BestValue
            Found = change progress.Found
            Successful = change progress.Successful
        }
