/// Laws of generators of perturbations, and of judging points that were found in any way.
module Gan.PropertyTests.AdvGanLaws

open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Losses
open Gan.Math.Robust
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

/// Logits of three classes at least, and the label.
let private situation (ScorePairs pairs) (pick: int) =
    let logits = List.map fst pairs @ [ 0.31; -1.02; 0.17 ]
    let label = pick % logits.Length
    logits, label, row (List.init logits.Length (fun k -> if k = label then 1.0 else 0.0))

let private fooling kappa labels (logits: float list) =
    single (AdvGan.fooling kappa labels (Objective.rival labels (row logits)) (row logits))

let private perturbation (ScorePairs pairs) = List.map snd pairs @ [ 0.3; -0.4 ]

[<Law>]
let ``fooling is the label's lead, down to minus the confidence``
    scores
    (NonNegativeInt pick)
    (Fraction kappa)
    (Moderate shift)
    =
    let logits, label, labels = situation scores pick
    let kappa = 5.0 * kappa
    let lead = logits[label] - (List.removeAt label logits |> List.max)

    all
        [
            near 1e-12 (max lead -kappa) (fooling kappa labels logits)
            near 1e-10 (max lead -kappa) (fooling kappa labels (List.map (fun z -> z + shift) logits))
            near 1e-12 (max lead 0.0) (fooling 0.0 labels logits)
        ]

[<Law>]
let ``the hinge is the norm beyond its bound, with a finite slope everywhere`` scores (Fraction part) =
    let d = perturbation scores
    let norm = sqrt (List.sumBy (fun x -> x * x) d)
    // Within the bound, on neither side of it too near, and beyond.
    let bounds = [ 2.0 * norm + 1.0; 0.9 * norm * part + 1e-3 ]

    all
        [
            for bound in bounds do
                let at d = single (AdvGan.hinge bound (row d))
                near 1e-12 (max (norm - bound) 0.0) (at d)

                for i in 0 .. d.Length - 1 do
                    let slope = single (AdvGan.hinge bound (movingRow d i)).Tangent
                    near 1e-7 (if norm > bound then d[i] / norm else 0.0) slope

            for i in 0 .. d.Length - 1 do
                near 0.0 0.0 (single (AdvGan.hinge 1.0 (movingRow (List.map (fun _ -> 0.0) d) i)).Tangent)
        ]

[<Law>]
let ``the generator's loss is the weighted sum, and its gradients are those of differences``
    scores
    (NonNegativeInt pick)
    (Fraction part)
    =
    let logits, label, labels = situation scores pick
    let d = perturbation scores

    let weights =
        {
            Fooling = 0.5 + part
            Confidence = 20.0
            Gan = 0.25
            Hinge = 2.0
            Bound = 0.01
        }

    let rival = Objective.rival labels (row logits)

    let loss gan logits d =
        single (AdvGan.generator weights labels rival (row logits) (Reference.vector [ gan ]) (row d))

    let lead = logits[label] - (List.removeAt label logits |> List.max)
    let norm = sqrt (List.sumBy (fun x -> x * x) d)
    let still = Dual.constant

    let moved logits gan d =
        single (AdvGan.generator weights (still labels) (still rival) logits gan d).Tangent

    all
        [
            near 1e-10 ((0.5 + part) * lead + 0.25 * 0.7 + 2.0 * (norm - 0.01)) (loss 0.7 logits d)
            near
                1e-9
                0.25
                (moved
                    (still (row logits))
                    {
                        Value = Reference.vector [ 0.7 ]
                        Tangent = Reference.vector [ 1.0 ]
                    }
                    (still (row d)))
            for i in 0 .. logits.Length - 1 do
                let slope =
                    moved (movingRow logits i) (still (Reference.vector [ 0.7 ])) (still (row d))

                near 1e-7 (difference (fun z -> loss 0.7 z d) logits i) slope
            for i in 0 .. d.Length - 1 do
                let slope =
                    moved (still (row logits)) (still (Reference.vector [ 0.7 ])) (movingRow d i)

                near 1e-6 (difference (loss 0.7 logits) d i) slope
        ]

// Gibbs: the cross-entropy with another distribution is at least the entropy.
[<Law>]
let ``a student's loss is least where it answers as the classifier does`` (scores: ScorePairs) (Moderate shift) =
    let (ScorePairs pairs) = scores
    let z, s = List.unzip (pairs @ [ 0.2, -0.3; 0.1, 0.5 ])

    let loss s =
        single (AdvGan.distillation (row z) (row s))

    let softmax z =
        let total = List.sumBy exp z in List.map (fun v -> exp v / total) z

    let entropy = -(softmax z |> List.sumBy (fun p -> p * log p))

    all
        [
            near 1e-10 entropy (loss z)
            near 1e-9 entropy (loss (List.map (fun v -> v + shift) z))
            (loss s >= entropy - 1e-12) |> Prop.label "below the entropy"
            for i in 0 .. s.Length - 1 do
                let slope =
                    single (AdvGan.distillation (Dual.constant (row z)) (movingRow s i)).Tangent

                near 1e-10 ((softmax s)[i] - (softmax z)[i]) slope
        ]

// A classifier of two classes that looks at the first of two pixels: above 0.5 it is class 1.
let private threshold =
    classifier (fun x -> [| 0.0; 10.0 * (x[0] - 0.5) |]) (fun _ z -> [| 10.0 * z[1]; 0.0 |])

[<Fact>]
let ``points found in any way are brought into the budget before they are judged`` () =
    let clean = Reference.create [ 4; 2 ] [ 0.45; 0.2; 0.3; 0.2; 0.45; 0.2; 0.02; 0.2 ]
    let labels = oneHot 2 [| 0; 0; 0; 0 |]
    let problem = problem threshold { Norm = Linf; Radius = 0.1 } 0UL clean labels
    // Far beyond the budget; within it but not far enough; not moved; out of the box.
    let outcome =
        Runner.judge problem (Reference.create [ 4; 2 ] [ 0.95; 0.9; 0.4; 0.3; 0.45; 0.2; -3.0; 0.2 ])

    Assert.Equal<bool[]>([| true; false; false; false |], outcome.Succeeded)
    Assert.Equal(0.55, outcome.Points[0][0], 1e-12)
    Assert.Equal(0.3, outcome.Points[0][1], 1e-12)
    Assert.InRange(outcome.Distances[0], 0.1 - 1e-12, 0.1)
    Assert.Equal<float[]>([| 0.3; 0.2 |], outcome.Points[1])
    Assert.Equal(0.0, outcome.Distances[1])

[<Law>]
let ``what an attack ended with is judged alike a second time`` (seed: uint64) (Fraction radius) =
    let clean = Reference.create [ 5; 2 ] (draw "clean" seed 0.0 1.0 10)
    let truth = cut clean |> Array.map (fun x -> if x[0] > 0.5 then 1 else 0)

    let problem =
        problem threshold { Norm = Linf; Radius = radius } seed clean (oneHot 2 truth)

    let attack = Fgsm.attack

    let outcome = Runner.run Runner.plain attack { TargetRank = 0; Restart = 0 } problem

    let again =
        Runner.judge problem (Reference.create [ 5; 2 ] (Array.concat outcome.Points))

    all
        [
            outcome.Succeeded = again.Succeeded |> Prop.label "success"
            outcome.Points = again.Points |> Prop.label "points"
            outcome.Distances = again.Distances |> Prop.label "distances"
        ]
