namespace Gan.Math.Attacks

open Gan.Math

[<RequireQualifiedAccess>]
module internal Boundary =

    let ofTarget (problem: Problem<'T>) (points: 'T) : struct ('T * 'T) =
        let struct (_, difference, gradient) = Problem.slope problem LogitDifference points
        struct (difference, gradient)

    let nearest (problem: Problem<'T>) (points: 'T) : struct ('T * 'T) =
        let oneHot (count: int) (k: int) : 'T =
            'T.OfSample(problem.Labels, Array.init count (fun i -> if i = k then 1.0 else 0.0))

        let boundaryOf (target: 'T) : struct ('T * 'T * 'T) =
            let struct (difference, gradient) =
                ofTarget { problem with Targets = target } points

            let length: 'T = Norm.dualOfSamples problem.Ball.Norm gradient +. 1e-12
            let own: 'T = sumPerSample (target * problem.Labels)
            let distance: 'T = absolute difference / length
            let far = 'T.Constant(distance, infinity)
            struct (select own far distance, difference, gradient)

        let count = Problem.classes problem

        let struct (_, difference, gradient) =
            [ 1 .. count - 1 ]
            |> List.fold
                (fun struct (least, difference, gradient) k ->
                    let struct (distance, d, w) = boundaryOf (oneHot count k)
                    let nearer = greater least distance

                    struct (select nearer distance least, select nearer d difference, selectSamples nearer w gradient))
                (boundaryOf (oneHot count 0))

        struct (difference, gradient)
