namespace Gan.Math.Attacks

open Gan.Math

[<RequireQualifiedAccess>]
module internal Boundary =

    let ofTarget (problem: Problem<'T>) (points: 'T) : struct ('T * 'T) =
        let struct (_, difference, gradient) = Problem.slope problem LogitDifference points
        struct (difference, gradient)

    let nearest (problem: Problem<'T>) (points: 'T) : struct ('T * 'T) =
        let count = Problem.classes problem

        let targets =
            Array.init count (fun k ->
                'T.OfSample(problem.Labels, Array.init count (fun i -> if i = k then 1.0 else 0.0)))

        let struct (_, slopes) =
            problem.Classifier.Slopes(LogitDifference, problem.Labels, targets, points)

        // A boundary of the true class with itself is nowhere.
        let distance (target: 'T) (struct (difference: 'T, gradient: 'T)) : 'T =
            let length: 'T = Norm.dualOfSamples problem.Ball.Norm gradient +. 1e-12
            let own: 'T = sumPerSample (target * problem.Labels)
            let distance: 'T = absolute difference / length
            select own ('T.Constant(distance, infinity)) distance

        let closer (struct (least: 'T, d: 'T, w: 'T)) (struct (distance: 'T, difference: 'T, gradient: 'T)) =
            let nearer = greater least distance
            struct (select nearer distance least, select nearer difference d, selectSamples nearer gradient w)

        let struct (_, difference, gradient) =
            Array.map2
                (fun target (struct (difference, gradient) as slope) ->
                    struct (distance target slope, difference, gradient))
                targets
                slopes
            |> Array.reduce closer

        struct (difference, gradient)
