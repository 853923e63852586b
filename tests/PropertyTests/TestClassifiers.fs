/// Classifiers of plain numbers whose logits follow from one sample at a time, and problems made with them.
module Gan.PropertyTests.TestClassifiers

open Gan.Math
open Gan.Math.Attacks
open Gan.PropertyTests.Generators

/// The samples of a batch.
let cut (x: Reference) =
    x.Values |> Array.chunkBySize (x.Values.Length / x.Shape.Head)

let take (n: int) (x: 'T :> ISamples<'T>) : 'T = 'T.TakeSamples(x, [| n |])

/// Numbers in [low, high) that follow from the purpose and the seed.
let draw (purpose: string) (seed: uint64) (low: float) (high: float) (count: int) =
    let key = Seeds.derive seed purpose 0UL
    Array.init count (fun i -> low + (high - low) * Seeds.uniform key (uint64 i))

/// The largest <w, d> with |d|_1 at most the length and each |d_p| at most its room: the largest |w_p| are filled first.
let greedyGain (length: float) (w: float[]) (room: float[]) =
    Array.zip w room
    |> Array.sortByDescending (fst >> abs)
    |> Array.fold (fun (left, total) (w, r) -> let d = min left r in left - d, total + abs w * d) (length, 0.0)
    |> snd

let oneHot (count: int) (values: int[]) =
    Reference.create
        [ values.Length; count ]
        (values
         |> Array.collect (fun k -> Array.init count (fun i -> if i = k then 1.0 else 0.0)))

/// The objective's gradient by the logits, one class after the other: a sample's value depends on its own logits alone.
let private byLogits objective labels targets (logits: Reference) =
    let masks = Objective.masks labels targets logits
    let constant = stillMasks masks
    let classes = logits.Shape[1]

    let columns =
        [
            for k in 0 .. classes - 1 ->
                let direction =
                    Reference.create
                        logits.Shape
                        (List.init logits.Values.Length (fun i -> if i % classes = k then 1.0 else 0.0))

                (Objective.value objective constant { Value = logits; Tangent = direction }).Tangent.Values
        ]

    Objective.value objective masks logits,
    Array.init logits.Shape.Head (fun n -> [| for column in columns -> column[n] |])

/// A classifier from the logits of a point, and from a gradient by the point out of the point and the gradient by its logits.
let classifier (logits: float[] -> float[]) (pullback: float[] -> float[] -> float[]) =
    let all (points: Reference) =
        let rows = cut points |> Array.map logits
        Reference.create [ rows.Length; (Array.head rows).Length ] (Array.concat rows)

    { new IClassifier<Reference> with
        member _.Rounding = 0.0
        member _.Judge points = all points
        member _.Logits points = all points

        member _.Slopes(objective, labels, targets, points) =
            let z = all points

            let slope target =
                let values, gradients = byLogits objective labels target z

                struct (values,
                        Reference.create points.Shape (Array.map2 pullback (cut points) gradients |> Array.concat))

            struct (z, Array.map slope targets)
    }

/// An untargeted attack's problem; the samples' numbers count from 10.
let problem (classifier: IClassifier<Reference>) (ball: Ball) (seed: uint64) (points: Reference) (labels: Reference) =
    {
        Classifier = classifier
        Ball = ball
        Criterion = Untargeted
        Clean = points
        Labels = labels
        Targets = labels
        Shape = points.Shape.Tail
        Ids = Array.init points.Shape.Head (fun n -> 10L + int64 n)
        Seed = seed
        Restart = 0
    }

/// One sample of a problem.
let alone (n: int) (problem: Problem<Reference>) =
    { Problem.map (take n) problem with
        Ids = [| problem.Ids[n] |]
    }
