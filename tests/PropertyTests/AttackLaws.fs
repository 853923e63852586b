/// Laws of attacks: on linear classifiers, whose worst case is known in closed form, and on a curved one.
module Gan.PropertyTests.AttackLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Attacks
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

let private dot (a: float[]) (b: float[]) = Array.sum (Array.map2 (*) a b)

/// z_k = <w_k, h(x)> + b_k, with h the identity or, elementwise, x + c x^2.
let private curved (weights: float[][]) (biases: float[]) (curvature: float) =
    let logits x =
        Array.map2 (fun w b -> dot w (x |> Array.map (fun x -> x + curvature * x * x)) + b) weights biases

    let pullback (x: float[]) (slope: float[]) =
        Array.init x.Length (fun p ->
            (1.0 + 2.0 * curvature * x[p])
            * Array.sum (Array.mapi (fun k s -> s * weights[k][p]) slope))

    classifier logits pullback

// Those of the list, and the one that docs/add/attack.md adds.
let private attacks = Attack.all @ [ RandFgsm.attack ]

let private side = 3
let private pixels = side * side
let private classes = 5

let private model seed curvature =
    curved
        (draw "weights" seed -1.0 1.0 (classes * pixels) |> Array.chunkBySize pixels)
        (draw "biases" seed -0.3 0.3 classes)
        curvature

let private classifierOf seed = model seed 0.0

let private predictions (model: IClassifier<Reference>) points =
    cut (model.Logits points) |> Array.map Runner.predict

let private takeSamples (x: 'T :> ISamples<'T>) (positions: int[]) : 'T = 'T.TakeSamples(x, positions)

let private rankedTargets (problem: Problem<'T>) (rank: int) : 'T =
    'T.Ranked(problem.Classifier.Logits problem.Clean, rank)

/// Points that the model classifies as labelled.
let private situation (model: IClassifier<Reference>) seed (ball: Ball) =
    let points =
        Reference.create [ 4; 1; side; side ] (draw "points" seed 0.0 1.0 (4 * pixels))

    problem model ball seed points (oneHot classes (predictions model points))

let private shorter (attack: IAttack) =
    let restarts = min (attack.Runs classes).Length 2
    let targets = (attack.Runs 1000).Length

    match attack.Name with
    | "apgd-ce" -> AutoPgd.onCrossEntropy 20 restarts
    | "apgd-dlr" -> AutoPgd.onDlr 20 restarts
    | "apgd-t" -> AutoPgd.targeted 20 targets
    | "fab" -> Fab.attack 10 2
    | "fab-t" -> Fab.targeted 10 targets
    | "square" -> Square.attack 60 restarts
    | "cw" ->
        CarliniWagner.attack
            {
                Searches = 3
                Steps = 20
                Rate = 0.01
                FirstWeight = 1e-3
            }
    | "deepfool" -> DeepFool.attack 10
    | "pgd" -> Pgd.attack "pgd" attack.Source CrossEntropy 40 2.5 0.0 2
    | _ -> attack

/// All searches of an attack, the worst case of each sample.
let private attackWith (change: AttackRun -> AttackRun) (attack: IAttack) (problem: Problem<Reference>) =
    attack.Runs classes
    |> List.map (fun run -> Runner.run Runner.plain attack (change run) problem)

let private succeeded (outcomes: Outcome list) =
    outcomes |> List.map _.Succeeded |> List.reduce (Array.map2 (||))

let private attackAll = attackWith id

/// A ball of everyday size for its norm, and a fraction of it.
let private ballOf (norm: Norm) (fraction: float) =
    let everyday =
        match norm with
        | Linf -> 0.3
        | L2 -> 0.7
        | L1 -> 1.5

    {
        Norm = norm
        Radius = everyday * fraction
    }

/// Every case takes one of the catalogue's attacks.
let private chosen (NonNegativeInt pick) =
    let attack = shorter attacks[pick % attacks.Length]
    attack.Name, attack

[<Law>]
let ``every attack keeps the budget and the box in every norm, and says what it did``
    (seed: uint64)
    (norm: Norm)
    (Fraction fraction)
    pick
    curved
    =
    let ball = ballOf norm fraction
    let model = model seed (if curved then 1.5 else 0.0)
    let problem = situation model seed ball
    let name, attack = chosen pick
    let truth = predictions model problem.Clean

    all
        [
            for outcome in attackAll attack problem do
                for n in 0..3 do
                    let clean, point = (cut problem.Clean)[n], outcome.Points[n]
                    let distance = Norm.ofSample norm (Array.map2 (-) point clean)

                    (distance <= ball.Radius && Array.forall (fun v -> 0.0 <= v && v <= 1.0) point)
                    |> Prop.label name

                    near 1e-15 distance outcome.Distances[n] |> Prop.label name
                    let alone = Reference.create [ 1; 1; side; side ] point

                    (outcome.Succeeded[n] = ((predictions model alone)[0] <> truth[n]))
                    |> Prop.label $"{name}: judged"

                    (outcome.Succeeded[n] || point = clean) |> Prop.label $"{name}: unchanged"
        ]

[<Law>]
let ``a radius of 0 is the identity`` (seed: uint64) (norm: Norm) pick =
    let ball = ballOf norm 0.0
    let problem = situation (model seed 1.0) seed ball
    let name, attack = chosen pick

    all
        [
            for outcome in attackAll attack problem do
                (outcome.Points = cut problem.Clean
                 && not (Array.contains true outcome.Succeeded))
                |> Prop.label name
        ]

[<Law>]
let ``a batch ends as its samples alone do, and equal seeds end alike``
    (seed: uint64)
    (norm: Norm)
    (Fraction fraction)
    pick
    =
    let ball = ballOf norm fraction
    let problem = situation (model seed 1.5) seed ball
    let name, attack = chosen pick

    all
        [
            for run in attack.Runs classes do
                let together = Runner.run Runner.plain attack run problem

                for n in 0..3 do
                    let single = Runner.run Runner.plain attack run (alone n problem)
                    (single.Succeeded[0] = together.Succeeded[n]) |> Prop.label name

                    near 1e-9 0.0 (Norm.ofSample L2 (Array.map2 (-) single.Points[0] together.Points[n]))
                    |> Prop.label name
        ]

/// The largest <w, x'> on the ball and the box, elementwise for Linf, greedily for L1, by the multiplier for L2.
let private highest (ball: Ball) (w: float[]) (x: float[]) =
    let room = Array.map2 (fun w x -> if w > 0.0 then 1.0 - x else x) w x

    let gain =
        match ball.Norm with
        | Linf -> Array.map2 (fun w r -> abs w * min ball.Radius r) w room |> Array.sum
        | L1 -> greedyGain ball.Radius w room
        | L2 ->
            let steps lambda =
                Array.map2 (fun w r -> min (lambda * abs w) r) w room

            let rec bisect low high count =
                if count = 0 then
                    low
                else
                    let middle = (low + high) / 2.0

                    if Norm.ofSample L2 (steps middle) <= ball.Radius then
                        bisect middle high (count - 1)
                    else
                        bisect low middle (count - 1)

            dot (Array.map abs w) (steps (bisect 0.0 1e6 200))

    dot w x + gain

/// With two classes in reach there is one way up; with more, only attacks that try every class see all of them.
let private strong live =
    [
        if live = 2 then
            yield! [ "pgd"; "apgd-ce"; "apgd-dlr"; "fab" ]
        yield! [ "apgd-t"; "fab-t" ]
    ]

/// The part of its budget that an attack may leave unused.
let private slack (norm: Norm) (name: string) =
    match norm with
    | Linf -> 0.005
    | _ when name.StartsWith "fab" -> 0.005
    // Clipping after scaling leaves a few hundredths of an L2 budget unused.
    | L2 -> 0.05
    // As published, APGD on L1 can end far from the best: 57 % unused was the worst of 5,849 cases, in 2 % of them it was
    // anything at all. PGD's worst was 8 %.
    | L1 when name.StartsWith "apgd" -> 0.75
    | L1 -> 0.25

// A linear model with logits <w_k, x> + b_k: class k is reached if and only if the largest z_k - z_y is above 0. An
// attack has to reach what is reached with the part of the budget that it may not leave unused.
[<Law>]
let ``on a linear model the strong attacks succeed exactly where the closed form says that it can be done``
    (seed: uint64)
    (norm: Norm)
    (Fraction fraction)
    (NonNegativeInt pick)
    two
    shifted
    =
    let live = if two then 2 else classes
    let ball = ballOf norm fraction
    // A constant added to all logits changes no decision.
    let offset = if shifted then 1e6 else 0.0

    let weights =
        draw "weights" seed -1.0 1.0 (classes * pixels) |> Array.chunkBySize pixels

    let biases =
        draw "biases" seed -0.3 0.3 classes
        |> Array.mapi (fun k b -> offset + (if k < live then b else -100.0))

    let model = curved weights biases 0.0
    let problem = situation model seed ball
    let truth = predictions model problem.Clean

    let best part n x =
        let within =
            { ball with
                Radius = part * ball.Radius
            }

        Seq.max (
            seq {
                for k in 0 .. classes - 1 do
                    if k <> truth[n] then
                        highest within (Array.map2 (-) weights[k] weights[truth[n]]) x + biases[k]
                        - biases[truth[n]]
            }
        )

    let names = strong live
    let name = names[pick % names.Length]
    let attack = (Attack.find name).Attacks(norm).Head
    let found = succeeded (attackAll attack problem)

    all
        [
            for n in 0..3 do
                let x = Array.item n (cut problem.Clean)

                if best 1.0 n x < 0.0 then
                    not found[n] |> Prop.label $"{name}: impossible"
                elif best (1.0 - slack norm name) n x > 0.0 then
                    found[n] |> Prop.label $"{name}: missed"
        ]

// Black and white elements, from which a search has to get away, beside others.
let private saturated (model: IClassifier<Reference>) seed (ball: Ball) =
    let values =
        draw "points" seed -1.0 2.0 (4 * pixels)
        |> Array.map (fun v -> max 0.0 (min 1.0 v))

    let points = Reference.create [ 4; 1; side; side ] values
    problem model ball seed points (oneHot 2 (predictions model points))

/// Attacks that follow gradients for more than one step: one step need not end where the box has the other class, and the
/// windows of Square are as large as these images.
let private iterated =
    attacks |> List.filter (fun attack -> attack.UsesGradients && attack.Steps > 1)

// The box is the budget, and in it a linear model of two classes has the other one; searches that stand still at the box's rim,
// or go on outside, do not find it.
[<Law>]
let ``with the whole box as budget every iterated attack takes whatever a linear model can lose``
    (seed: uint64)
    (norm: Norm)
    (NonNegativeInt pick)
    =
    // APGD on L1 leaves a part of its budget unused, as its slack says.
    let iterated =
        iterated
        |> List.filter (fun attack -> norm <> L1 || not (attack.Name.StartsWith "apgd"))

    let attack = iterated[pick % iterated.Length]

    let ball =
        {
            Norm = norm
            Radius = Norm.diameter norm pixels
        }

    let weights = draw "weights" seed -1.0 1.0 (2 * pixels) |> Array.chunkBySize pixels
    let model = curved weights [| 0.0; 0.0 |] 0.0
    let problem = saturated model seed ball
    let truth = predictions model problem.Clean

    let found =
        attack.Runs 2
        |> List.map (fun run -> Runner.run Runner.plain attack run problem)
        |> succeeded

    all
        [
            for n in 0..3 do
                let gap = Array.map2 (-) weights[1 - truth[n]] weights[truth[n]]
                let size = gap |> Array.sumBy abs

                let x = Array.item n (cut problem.Clean)

                if highest ball gap x > 0.2 * size then
                    found[n] |> Prop.label $"{attack.Name}: missed"
        ]

let private subset (few: bool[]) (many: bool[]) =
    Array.forall2 (fun a b -> not a || b) few many

[<Law>]
let ``more steps, more restarts and a larger budget never leave more standing``
    (seed: uint64)
    (norm: Norm)
    (Fraction fraction)
    =
    let ball = ballOf norm fraction
    let problem = situation (model seed 1.5) seed ball

    let steps count restarts =
        Pgd.attack "pgd" "" CrossEntropy count (float count / 4.0) 0.0 restarts

    let result attack problem = succeeded (attackAll attack problem)
    let linear = situation (model seed 0.0) seed ball

    let larger =
        { linear with
            Ball = { ball with Radius = 1.5 * ball.Radius }
        }

    // It looks for the nearest example, whatever the radius.
    let nearest = Fab.targeted 20 (classes - 1)

    all
        [
            subset (result (steps 3 1) problem) (result (steps 9 1) problem)
            |> Prop.label "steps"

            subset (result (steps 3 1) problem) (result (steps 3 4) problem)
            |> Prop.label "restarts"

            subset (result (Square.attack 10 1) problem) (result (Square.attack 40 1) problem)
            |> Prop.label "queries"

            subset (result nearest linear) (result nearest larger) |> Prop.label "budget"
        ]

[<Law>]
let ``targeted attacks reach their target exactly where the closed form says that it can be reached``
    (seed: uint64)
    (norm: Norm)
    difference
    =
    let ball = ballOf norm 1.0
    let weights = draw "weights" seed -1.0 1.0 (2 * pixels) |> Array.chunkBySize pixels
    let model = curved weights [| 0.0; 0.0 |] 0.0
    let points = Reference.create [ 1; 1; side; side ] (List.replicate pixels 0.5)
    let source = (predictions model points)[0]
    let target = 1 - source
    let gap = Array.map2 (-) weights[target] weights[source]

    let best = highest ball gap (Array.replicate pixels 0.5)

    let problem =
        { situation (classifierOf seed) seed ball with
            Classifier = model
            Clean = points
            Labels = oneHot 2 [| source |]
            Targets = oneHot 2 [| target |]
            Criterion = Targeted
            Ids = [| 3L |]
        }

    let objective = if difference then LogitDifference else TargetedCrossEntropy

    let outcome =
        Runner.run Runner.plain (AutoPgd.onObjective "apgd" objective 100 1) { TargetRank = 0; Restart = 0 } problem

    let reached = Reference.create [ 1; 1; side; side ] outcome.Points[0]

    all
        [
            (outcome.Succeeded[0] = ((predictions model reached)[0] = target))
            |> Prop.label "judged"

            if best < 0.0 then
                not outcome.Succeeded[0] |> Prop.label "impossible"
            elif best > 0.02 * ball.Radius then
                outcome.Succeeded[0] |> Prop.label "missed"
        ]

// An ensemble gives each member what the ones before have left; alone, a member sees all.
[<Law>]
let ``an ensemble leaves no more standing than any of its members``
    (seed: uint64)
    (norm: Norm)
    (Fraction fraction)
    randomised
    =
    let ball = ballOf norm fraction
    let problem = situation (model seed 1.5) seed ball

    let ensemble = Attack.find (if randomised then "rand" else "standard")
    let members = [ for attack in ensemble.Attacks norm -> attack.Name, shorter attack ]

    let left =
        members
        |> List.fold
            (fun standing (_, attack) ->
                standing
                |> List.filter (fun n ->
                    let found = succeeded (attackAll attack (alone n problem))
                    not found[0]))
            [ 0..3 ]

    all
        [
            for name, attack in members do
                let found = succeeded (attackAll attack problem)
                left |> List.forall (fun n -> not found[n]) |> Prop.label name
        ]

[<Fact>]
let ``every attack and every ensemble is found by its name, has a source, and knows its steps`` () =
    let names = (Attack.all |> List.map _.Name) @ (Attack.ensembles |> List.map _.Name)
    Assert.Equal<string list>(List.distinct names, names)

    for attack in Attack.all do
        Assert.Same(attack, (Attack.find attack.Name).Attacks(Linf).Head)
        Assert.NotEmpty attack.Source
        Assert.True(attack.Steps > 0)
        Assert.NotEmpty(attack.Runs 2)

    for ensemble in Attack.ensembles do
        Assert.NotEmpty ensemble.Source

        for norm in [ Linf; L2; L1 ] do
            Assert.NotEmpty(ensemble.Attacks norm)

    Assert.Throws<Collections.Generic.KeyNotFoundException>(fun () -> Attack.find "no such attack" |> ignore)
    |> ignore

// Where a model has too few classes for a ratio of logits, the differences without their denominators take its place.
[<Law>]
let ``every attack works on two classes and on three`` (seed: uint64) (norm: Norm) (NonNegativeInt pick) few =
    let count = if few then 2 else 3

    let weights =
        draw "weights" seed -1.0 1.0 (count * pixels) |> Array.chunkBySize pixels

    let model = curved weights (Array.replicate count 0.0) 0.0

    let points =
        Reference.create [ 4; 1; side; side ] (draw "points" seed 0.0 1.0 (4 * pixels))

    let truth = predictions model points

    let problem =
        { situation (classifierOf seed) seed (ballOf norm 1.0) with
            Classifier = model
            Clean = points
            Labels = oneHot count truth
            Targets = oneHot count truth
        }

    let attack = shorter attacks[pick % attacks.Length]

    let outcomes =
        attack.Runs count
        |> List.map (fun run -> Runner.run Runner.plain attack run problem)

    all
        [
            (outcomes.Length > 0) |> Prop.label attack.Name

            for outcome in outcomes do
                for n in 0..3 do
                    (outcome.Distances[n] <= problem.Ball.Radius)
                    |> Prop.label $"{attack.Name}: {outcome.Distances[n]}"
        ]

// A field of a search that is left out of its map would keep the rows of samples that have gone.
[<Law>]
let ``of every attack, the samples that stay in a search end as they would have with all others``
    (seed: uint64)
    (norm: Norm)
    (Fraction fraction)
    (NonNegativeInt pick)
    (NonNegativeInt at)
    =
    let problem = situation (model seed 1.5) seed (ballOf norm fraction)
    let attack = shorter attacks[pick % attacks.Length]
    let run = (attack.Runs classes).Head

    let problem =
        { problem with
            Targets =
                if run.TargetRank = 0 then
                    problem.Targets
                else
                    rankedTargets problem run.TargetRank
        }

    let rec advance (search: ISearch<Reference>) steps =
        if steps = 0 || search.IsFinished then
            search
        else
            advance (search.Advance()) (steps - 1)

    let halfway = advance (attack.Start problem) (at % 8)
    let kept = [| 2; 0 |]
    let whole = advance halfway Int32.MaxValue
    let some = advance (halfway.Map(fun x -> takeSamples x kept)) Int32.MaxValue

    all
        [
            for row, n in Array.indexed kept do
                ((cut some.Points)[row] = (cut whole.Points)[n])
                |> Prop.label $"{attack.Name}: points of {n}"

                (some.Found.Values[row] = whole.Found.Values[n])
                |> Prop.label $"{attack.Name}: found of {n}"
        ]
