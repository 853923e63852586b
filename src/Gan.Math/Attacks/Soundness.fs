namespace Gan.Math.Attacks

open Gan.Math

[<RequireQualifiedAccess>]
module Soundness =

    // Whether two lists of logits are further apart than a share of their size, which a constant added to all does not change.
    let private differ (share: float) (first: float[][]) (second: float[][]) =
        Array.exists2
            (fun a b ->
                let gap = Norm.ofSample L2 (Array.map2 (-) a b)
                let middle = Array.average a
                let size = Norm.ofSample L2 (Array.map (fun z -> z - middle) a)
                not (gap <= share * (size + 1e-10)))
            first
            second

    [<CompiledName("IsStochastic")>]
    let isStochastic (classifier: IClassifier<'T>) (points: 'T) =
        let look () = rows (classifier.Logits points)

        let first = look ()
        Seq.exists (fun _ -> differ 1e-4 first (look ())) [ 2..5 ]

    [<CompiledName("AreProbabilities")>]
    let areProbabilities (classifier: IClassifier<'T>) (points: 'T) =
        rows (classifier.Logits points)
        |> Array.forall (fun row ->
            abs (Array.sum row - 1.0) < 1e-5
            && Array.forall (fun p -> -1e-5 < p && p < 1.0 + 1e-5) row)

    [<CompiledName("DependsOnBatch")>]
    let dependsOnBatch (classifier: IClassifier<'T>) (points: 'T) =
        let together = rows (classifier.Logits points)

        let alone =
            Array.init together.Length (fun n -> 'T.Elements(classifier.Logits('T.TakeSamples(points, [| n |]))))

        differ 1e-3 together alone

    [<CompiledName("AreCoarse")>]
    let areCoarse (classifier: IClassifier<'T>) (points: 'T) =
        rows (classifier.Logits points)
        |> Array.exists (fun z ->
            let largest = z |> Array.fold (fun most x -> max most (abs x)) 0.0
            Array.max z - Array.min z < 1000.0 * 2.0 ** -23.0 * largest)

    let private lengths (x: 'T :> ISamples<'T>) = 'T.Elements(Norm.ofSamples L2 x)

    [<CompiledName("ZeroGradients")>]
    let zeroGradients (problem: Problem<'T>) =
        let start =
            Ball.start problem.Ball problem.Clean (Problem.noise problem "start of the check for zero gradients")

        let zero objective =
            let struct (_, _, gradient) = Problem.slope problem objective start
            // Not the L2 norm: squares of small numbers are 0.
            'T.Elements(Norm.ofSamples Linf gradient) |> Array.map ((=) 0.0)

        Array.map2 (||) (zero CrossEntropy) (zero Dlr)
        |> Array.filter id
        |> Array.length

    [<CompiledName("MisleadingGradients")>]
    let misleadingGradients (problem: Problem<'T>) =
        let step = 1e-3
        let struct (_, before, gradient) = Problem.slope problem Margin problem.Clean
        let moved: 'T = problem.Clean + (Ball.steepest L2 gradient .* step)
        let struct (_, after, _) = Problem.slope problem Margin moved
        let change: 'T = after - before

        Array.map2
            (fun change length ->
                let promised = step * length
                length > 0.0 && not (promised / 2.0 <= change && change <= 2.0 * promised))
            ('T.Elements change)
            (lengths gradient)
        |> Array.filter id
        |> Array.length
