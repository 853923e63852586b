/// Laws of robust losses and of the attack in the training loop.
module Gan.PropertyTests.RobustLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Losses
open Gan.Math.Robust
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

/// Logits of a clean point, of its adversarial point, and the class; three classes at least.
let private situation (pairs: (float * float) list) (pick: int) =
    let pairs = pairs @ [ 0.3, -0.4; -1.0, 1.2; 0.0, 0.1 ]
    let clean, adversarial = List.unzip pairs
    let label = pick % pairs.Length
    let labels = List.init pairs.Length (fun k -> if k = label then 1.0 else 0.0)
    clean, adversarial, labels

let private rival labels adversarial =
    Objective.rival (row labels) (row adversarial)

let private value (loss: IRobustLoss) clean adversarial labels =
    single (loss.Value(row labels, rival labels adversarial, row clean, row adversarial))

let private crossEntropy logits labels =
    single (Classification.crossEntropy (row labels) (row logits))

let private every = [ for _, make in RobustLoss.named -> make 0.7 ]

[<Law>]
let ``without weight, or where nothing was changed, robust losses are the natural one``
    (ScorePairs pairs)
    (NonNegativeInt pick)
    (Fraction weight)
    =
    let clean, adversarial, labels = situation pairs pick
    let natural = crossEntropy clean labels

    all
        [
            for loss in [ Natural.loss; Adversarial.loss 0.0; Trades.loss 0.0 ] do
                near 1e-12 natural (value loss clean adversarial labels)
            for loss in
                [
                    Natural.loss
                    Adversarial.loss weight
                    Trades.loss weight
                    LogitPairing.loss weight
                ] do
                near 1e-12 natural (value loss clean clean labels)
            near 1e-12 (crossEntropy adversarial labels) (value (Adversarial.loss 1.0) clean adversarial labels)
            for loss in
                [
                    Natural.loss
                    Adversarial.loss 1.0
                    Adversarial.loss weight
                    Trades.loss 0.5
                    Mart.loss 0.5
                    LogitPairing.loss 0.5
                ] do
                if not (loss.UsesClean) then
                    near 1e-12 (value loss clean adversarial labels) (value loss (List.rev clean) adversarial labels)
                    |> Prop.label $"{loss} does not look at clean logits"
        ]

// p = (1, 2, 5)/8, p' = (1, 1, 2)/4, y = 1: CE = log 4, CE' = log 4, KL = (1/8) log(1/2) + 0 + (5/8) log(5/4).
[<Fact>]
let ``robust losses have their exact values`` () =
    let clean, adversarial = [ 0.0; log 2.0; log 5.0 ], [ 0.0; 0.0; log 2.0 ]
    let labels = [ 0.0; 1.0; 0.0 ]
    let divergence = log 0.5 / 8.0 + 5.0 / 8.0 * log 1.25
    let at (loss: IRobustLoss) = value loss clean adversarial labels
    Assert.Equal(log 4.0, at Natural.loss, 1e-14)
    Assert.Equal(log 4.0, at (Adversarial.loss 0.3), 1e-14)
    Assert.Equal(log 4.0 + 6.0 * divergence, at (Trades.loss 6.0), 1e-14)
    // 1 - p'_3 = 1/2; 1 - p_y = 3/4.
    Assert.Equal(log 4.0 + log 2.0 + 5.0 * divergence * 0.75, at (Mart.loss 5.0), 1e-14)
    Assert.Equal(log 4.0 + 0.5 * ((log 2.0) ** 2.0 + (log 2.5) ** 2.0), at (LogitPairing.loss 0.5), 1e-14)

[<Law>]
let ``gradients of robust losses by both logits are those of dual numbers and of differences``
    (ScorePairs pairs)
    (NonNegativeInt pick)
    =
    let clean, adversarial, labels = situation pairs pick
    let fixedRival = Dual.constant (rival labels adversarial)
    let fixedLabels = Dual.constant (row labels)
    let still x = Dual.constant (row x)

    let plain (loss: IRobustLoss) clean adversarial =
        single (loss.Value(row labels, fixedRival.Value, row clean, row adversarial))

    all
        [
            for loss in every do
                for i in 0 .. clean.Length - 1 do
                    let byClean =
                        loss.Value(fixedLabels, fixedRival, movingRow clean i, still adversarial)

                    let byAdversarial =
                        loss.Value(fixedLabels, fixedRival, still clean, movingRow adversarial i)

                    let name = loss.Name

                    near 1e-8 (difference (fun x -> plain loss x adversarial) clean i) (single byClean.Tangent)
                    |> Prop.label $"{name} by clean logits"

                    near 1e-8 (difference (plain loss clean) adversarial i) (single byAdversarial.Tangent)
                    |> Prop.label $"{name} by adversarial logits"
        ]

[<Law>]
let ``a common shift of logits changes no robust loss, and none is below the natural one's share``
    (ScorePairs pairs)
    (NonNegativeInt pick)
    (Moderate shift)
    =
    let clean, adversarial, labels = situation pairs pick
    let moved = List.map (fun z -> z + shift)

    all
        [
            for loss in every do
                let at = value loss clean adversarial labels
                near 1e-10 at (value loss (moved clean) (moved adversarial) labels)
                (at >= -1e-12) |> Prop.label $"{loss.Name} is negative"
            for beta in [ 0.5; 6.0 ] do
                let trades = value (Trades.loss beta) clean adversarial labels
                (trades >= crossEntropy clean labels - 1e-12) |> Prop.label "KL is negative"
        ]

[<Fact>]
let ``robust losses and their gradients are finite at logits of 10000`` () =
    let clean, adversarial, labels =
        [ 1e4; -1e4; 0.0 ], [ -1e4; 1e4; 0.0 ], [ 1.0; 0.0; 0.0 ]

    for loss in every do
        Assert.True(Double.IsFinite(value loss clean adversarial labels), loss.Name)

        for i in 0..2 do
            let moving: Dual<Reference> =
                {
                    Value = row adversarial
                    Tangent = row (List.init 3 (fun k -> if k = i then 1.0 else 0.0))
                }

            let slope =
                loss.Value(
                    Dual.constant (row labels),
                    Dual.constant (rival labels adversarial),
                    Dual.constant (row clean),
                    moving
                )

            Assert.True(Double.IsFinite(single slope.Tangent), loss.Name)

[<Fact>]
let ``TRADES attacks what the clean point is taken for, the others the label`` () =
    let clean, labels = row [ 0.0; log 2.0; log 5.0 ], row [ 0.0; 1.0; 0.0 ]

    for loss in every do
        let expected =
            match loss.Name with
            | "trades" -> [ 1.0 / 8.0; 2.0 / 8.0; 5.0 / 8.0 ]
            | _ -> elements labels

        List.iter2
            (fun (a: float) b -> Assert.Equal(a, b, 1e-14))
            expected
            (elements (RobustLoss.attackLabels loss labels clean))

[<Fact>]
let ``robust losses keep their names and weights`` () =
    for name, make in RobustLoss.named do
        let loss = make 0.25
        Assert.Equal(name, loss.Name)
        Assert.NotEmpty loss.Source
        Assert.Equal((if name = "natural" then 0.0 else 0.25), loss.Weight)
        Assert.Equal(name <> "natural", loss.UsesAdversarial)
        Assert.True(loss.UsesClean)
        Assert.Equal(name <> "adversarial", (make 1.0).UsesClean)

/// Two classes, z = (<w, x>, 0): the cross-entropy of the first falls with <w, x>.
let private linear (weights: float[]) =
    classifier (fun x -> [| Array.sum (Array.map2 (*) weights x); 0.0 |]) (fun _ slope ->
        weights |> Array.map (fun w -> slope[0] * w))

let private batch (seed: uint64) (norm: Norm) (radius: float) =
    problem
        (linear (draw "weights" seed -1.0 1.0 6))
        { Norm = norm; Radius = radius }
        seed
        (Reference.create [ 3; 6 ] (draw "points" seed 0.0 1.0 18))
        (oneHot 2 [| 0; 1; 0 |])

let private losses (problem: Problem<Reference>) points =
    (Classification.crossEntropy problem.Labels (problem.Classifier.Logits points)).Values

[<Law>]
let ``the attack in the loop stays in the ball and the box, and never lowers a linear model's loss``
    (seed: uint64)
    (norm: Norm)
    (Fraction radius)
    (PositiveInt steps)
    random
    =
    let training =
        { RobustTraining.natural with
            Norm = norm
            Steps = 1 + steps % 5
            StepSize = 0.5
            RandomStart = random
        }

    let problem = batch seed norm radius
    let points = RobustTraining.attack training problem

    let apart = Array.map2 (-) points.Values problem.Clean.Values |> Array.chunkBySize 6

    let unchanged =
        RobustTraining.attack
            training
            { problem with
                Ball = { problem.Ball with Radius = 0.0 }
            }

    all
        [
            for delta in apart do
                (Norm.ofSample norm delta <= radius + 1e-12) |> Prop.label "ball"
            Array.forall (fun x -> 0.0 <= x && x <= 1.0) points.Values |> Prop.label "box"
            (unchanged.Values = problem.Clean.Values) |> Prop.label "radius 0"
            if not random then
                Array.forall2
                    (fun before after -> after >= before - 1e-12)
                    (losses problem problem.Clean)
                    (losses problem points)
                |> Prop.label "loss"
        ]

// One full step from the clean point is FGSM; on a linear model several end where one does.
[<Law>]
let ``one step from the clean point is FGSM, and fast training its random start``
    (seed: uint64)
    (Fraction radius)
    (Fraction part)
    =
    let problem = batch seed Linf radius
    let fgsm = RobustTraining.attack RobustTraining.natural problem

    let _, gradient =
        let struct (_, v, g) = Problem.slope problem CrossEntropy problem.Clean in v, g

    let stepped (length: float) =
        Array.map2
            (fun x (g: float) -> Math.Clamp(x + length * float (Math.Sign g), 0.0, 1.0))
            problem.Clean.Values
            gradient.Values

    let shorter =
        { RobustTraining.natural with
            StepSize = part
        }

    let replayed =
        RobustTraining.replay shorter problem.Ball problem.Clean problem.Clean gradient

    let several =
        RobustTraining.attack
            { RobustTraining.natural with
                Steps = 7
                StepSize = 0.4
                RandomStart = true
            }
            problem

    all
        [
            (fgsm.Values = stepped radius) |> Prop.label "FGSM"
            for points in [ RobustTraining.attack shorter problem; replayed ] do
                for expected, actual in Array.zip (stepped (part * radius)) points.Values do
                    near 1e-12 expected actual |> Prop.label "a part of the radius"
            for a, b in Array.zip (losses problem several) (losses problem fgsm) do
                near 1e-9 b a |> Prop.label "several steps"
        ]

[<Law>]
let ``the radius grows in a line to eps and stays there`` (Fraction part) (PositiveInt steps) (PositiveInt pick) =
    let total = int64 steps
    let step = 1L + int64 pick % total

    let training =
        { RobustTraining.natural with
            Radius = 0.3
            RampUp = part
        }

    let at = RobustTraining.radius training total step

    all
        [
            near 1e-15 0.3 (RobustTraining.radius training total total)
            near 1e-12 (0.3 * min 1.0 (float step / (part * float total))) at
            near 0.0 0.3 (RobustTraining.radius { training with RampUp = 0.0 } total step)
        ]

let private box (points: Reference) =
    points.Values |> Array.forall (fun x -> 0.0 <= x && x <= 1.0)

// Free training from the clean point moves it by the sign of the gradient: FGSM, with the gradient of the loss that trains.
[<Law>]
let ``a replay from the clean point is FGSM, and replays stay in the ball and the box``
    (seed: uint64)
    (norm: Norm)
    (Fraction radius)
    (PositiveInt replays)
    =
    let problem = batch seed norm radius
    let clean = problem.Clean

    let training =
        { RobustTraining.natural with
            Norm = norm
        }

    let gradient points =
        let struct (_, _, g) = Problem.slope problem CrossEntropy points in g

    let replay points =
        RobustTraining.replay training problem.Ball clean points (gradient points)

    let first = RobustTraining.carried problem.Ball (clean .* 0.0) clean

    let far =
        RobustTraining.carried problem.Ball (Reference.create clean.Shape (draw "carried" seed -2.0 2.0 18)) clean

    let inside label (points: Reference) =
        all
            [
                box points |> Prop.label label
                for delta in cut (points - clean) do
                    (Norm.ofSample norm delta <= radius + 1e-12) |> Prop.label label
            ]

    all
        [
            (first.Values = clean.Values) |> Prop.label "nothing carried"
            for x, delta, x' in Array.zip3 clean.Values (RobustTraining.perturbation clean far).Values far.Values do
                near 1e-15 x' (x + delta) |> Prop.label "carried again"
            ((replay first).Values = (RobustTraining.attack training problem).Values)
            |> Prop.label "FGSM"
            inside "carried" far
            inside "replayed" (List.fold (fun points _ -> replay points) far [ 1 .. replays % 5 ])
        ]

[<Law>]
let ``perturbed weights are gamma of their norm away, and raise a linear loss by gamma |w| |g|``
    (seed: uint64)
    (Fraction gamma)
    =
    let rows purpose =
        Reference.create [ 3; 4 ] (draw purpose seed -1.0 1.0 12)

    let w, g = rows "weights", rows "gradient"
    let moved = WeightPerturbation.perturbed gamma w g
    let norm x = Norm.ofSample L2 x
    let dot a b = Array.sum (Array.map2 (*) a b)

    all
        [
            for w, g, m in Array.zip3 (cut w) (cut g) (cut moved) do
                let delta = Array.map2 (-) m w
                // Directions have 1e-12 added to their length.
                near 1e-10 (gamma * norm w) (norm delta)
                near 1e-10 (gamma * norm w * norm g) (dot delta g)
            ((WeightPerturbation.perturbed 0.0 w g).Values = w.Values)
            |> Prop.label "gamma 0"
            ((WeightPerturbation.perturbed gamma w (g .* 0.0)).Values = w.Values)
            |> Prop.label "no gradient"
        ]

[<Law>]
let ``the best state is the first with the highest accuracy, and a fall counts from it``
    (accuracies: Fraction list)
    (Fraction fall)
    =
    let validation =
        {
            Count = 100
            Every = 10L
            Steps = 20
            Fall = fall
        }

    let accuracies = [ for Fraction accuracy in accuracies -> accuracy ]

    let best =
        List.fold (fun best a -> if Validation.isBest best a then a else best) -1.0 accuracies

    all
        [
            near 0.0 (List.fold max -1.0 accuracies) best
            not (Validation.isBest best best) |> Prop.label "ties go to the first"
            Validation.hasCollapsed validation 0.9 (0.9 - fall - 1e-9)
            |> Prop.label "beyond"
            not (Validation.hasCollapsed validation 0.9 (0.9 - fall + 1e-9))
            |> Prop.label "within"
        ]

[<Fact>]
let ``one step of the loop is held against several, where the loop has one`` () =
    let training =
        { RobustTraining.natural with
            Loss = Adversarial.loss 1.0
            Radius = 0.3
            StepSize = 1.25
            RandomStart = true
        }

    let watched fall =
        {
            Count = 100
            Every = 10L
            Steps = 20
            Fall = fall
        }

    let names training =
        Validation.oneStep (watched 0.2) training |> List.map _.Name

    Assert.Equal<string list>([ "one step" ], names training)

    let attack = (Validation.oneStep (watched 0.2) training).Head
    Assert.Equal(1, attack.Steps)
    Assert.Equal(1, (attack.Runs 10).Length)

    // The same point as the attack in the loop makes: its step of 1.25 radii from the same random start.
    let clean = Reference.create [ 1; 2 ] [ 0.4; 0.6 ]

    let linear =
        classifier (fun x -> [| x[0] - x[1]; 0.0 |]) (fun _ slope -> [| slope[0]; -slope[0] |])

    let problem =
        problem linear { Norm = Linf; Radius = 0.3 } 1UL clean (oneHot 2 [| 0 |])

    Assert.Equal<float[]>(
        (RobustTraining.attack training problem).Values,
        ((attack.Start problem).Advance().Points).Values
    )

    Assert.Empty(names { training with Steps = 2 })
    Assert.Empty(names { training with Replays = 4 })
    Assert.Empty(names { training with Loss = Natural.loss })

    Assert.Empty(Validation.oneStep (watched 1.0) training)
    Assert.True(Validation.withstandsOneStepAlone 0.91 0.05)
    Assert.True(Validation.withstandsOneStepAlone 0.7001 0.2)
    Assert.False(Validation.withstandsOneStepAlone 0.6999 0.2)
    Assert.False(Validation.withstandsOneStepAlone 0.05 0.91)

[<Fact>]
let ``what is held out is attacked by PGD unless the training is natural`` () =
    let validation =
        {
            Count = 100
            Every = 10L
            Steps = 20
            Fall = 0.1
        }

    Assert.Empty(Validation.attacks validation RobustTraining.natural)

    let attacks =
        Validation.attacks
            validation
            { RobustTraining.natural with
                Loss = Mart.loss 5.0
                Radius = 0.3
            }

    let attack = List.exactlyOne attacks
    Assert.Equal("pgd", attack.Name)
    Assert.Equal(20, attack.Steps)
    Assert.Equal(1, (attack.Runs 10).Length)

[<Law>]
let ``a learned attacker never leaves the ball and the box, whatever it gives``
    (seed: uint64)
    (norm: Norm)
    (Fraction radius)
    (size: NormalFloat)
    (PositiveInt steps)
    =
    let problem = batch seed norm radius
    let clean = problem.Clean

    let direction step =
        Reference.create clean.Shape (draw $"direction {step}" seed -size.Get size.Get 18)

    let points =
        [ 1 .. steps % 10 + 1 ]
        |> List.fold (fun x step -> LearnedAttack.move problem.Ball (0.5 * radius) clean x (direction step)) clean

    all
        [
            box points |> Prop.label "box"
            for delta in cut (points - clean) do
                (Norm.ofSample norm delta <= radius + 1e-12) |> Prop.label "ball"
            near
                0.0
                0.0
                (Norm.ofSample L2 ((LearnedAttack.move problem.Ball 0.0 clean clean (direction 0)) - clean).Values)
        ]

// With the gradient's sign for a direction it is a step of PGD in Linf; its loss falls as the classifier's rises.
[<Law>]
let ``a learned attacker that gives the gradient's sign is PGD`` (seed: uint64) (Fraction radius) (Fraction part) =
    let problem = batch seed Linf radius
    let clean = problem.Clean

    let _, gradient =
        let struct (_, v, g) = Problem.slope problem CrossEntropy clean in v, g

    let seen = LearnedAttack.seen gradient
    let logits = problem.Classifier.Logits clean

    all
        [
            ((LearnedAttack.move problem.Ball (part * radius) clean clean (Ball.steepest Linf seen)).Values =
                (Pgd.ascend problem.Ball (part * radius) clean clean gradient).Values)
            |> Prop.label "step"
            for row in cut seen do
                near 1e-12 1.0 (Norm.ofSample Linf row)
            ((LearnedAttack.seen (gradient .* 0.0)).Values = (gradient .* 0.0).Values)
            |> Prop.label "no gradient"
            ((RobustTraining.start RobustTraining.natural problem).Values = clean.Values)
            |> Prop.label "start"
            for g, actual in Array.zip gradient.Values (LearnedAttack.slope 4 3 gradient).Values do
                near 1e-15 (-g / 12.0) actual
                |> Prop.label "slope of the mean over four steps and three samples"
            for expected, actual in Array.zip (losses problem clean) (LearnedAttack.loss problem.Labels logits).Values do
                near 1e-15 -expected actual
        ]
