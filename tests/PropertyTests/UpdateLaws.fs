module Gan.PropertyTests.UpdateLaws

open System
open System.Numerics
open FSharp.Reflection
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Training
open Gan.Math.Theory
open Gan.Math.Updates
open Gan.PropertyTests.Generators

let private adam =
    {
        Beta1 = 0.9
        Beta2 = 0.999
        Epsilon = 1e-8
    }

let private rmsProp centred =
    RmsProp
        {
            Decay = 0.9
            Epsilon = 1e-8
            Centred = centred
        }

/// Every rule that descends by itself, with a learning rate for the parabola and one for Rosenbrock's valley.
let private rules =
    [
        "sgd", Sgd, 0.05, 1e-3
        "momentum", momentum 0.9 0.0 false, 0.01, 2e-4
        "momentum, dampened", momentum 0.9 0.5 false, 0.01, 2e-4
        "nesterov", momentum 0.9 0.0 true, 0.01, 2e-4
        // Its steps do not shrink with the gradient: what is left is of the rate's size.
        "rmsprop", rmsProp false, 1e-4, 1e-4
        "rmsprop-centred", rmsProp true, 1e-4, 1e-4
        "adam", Adam adam, 0.05, 1e-2
        "adamw", UpdateRule.chain [ Adam adam; WeightDecay 1e-5 ], 0.05, 1e-2
        "amsgrad", AmsGrad adam, 0.05, 1e-2
        "optimistic", Optimism, 0.02, 5e-4
        "optimistic-adam", UpdateRule.chain [ Adam adam; Optimism ], 0.02, 5e-3
        "clipped by value", ValueClipping 1.0, 0.05, 1e-3
        "clipped by norm", NormClipping 1.0, 0.05, 1e-3
        "lookahead", UpdateRule.chain [ Adam adam; Lookahead { Every = 5L; Follow = 0.5 } ], 0.05, 1e-2
        "weights clipped", UpdateRule.chain [ Adam adam; WeightClipping 5.0 ], 0.05, 1e-2
    ]

[<Fact>]
let ``the battery holds every rule that can be named and every stage that there is`` () =
    let names = rules |> List.map (fun (name, _, _, _) -> name) |> Set.ofList

    Assert.Empty(
        Algorithm.named
        |> List.map fst
        |> List.filter (fun name -> not (names.Contains name))
    )

    let rec cases rule =
        match rule with
        | Chain(first, second) -> cases first + cases second
        | rule -> Set.singleton (fst (FSharpValue.GetUnionFields(rule, typeof<UpdateRule>))).Name

    let used = rules |> List.map (fun (_, rule, _, _) -> cases rule) |> Set.unionMany

    let existing =
        FSharpType.GetUnionCases typeof<UpdateRule> |> Array.map _.Name |> Set.ofArray

    Assert.Equal<Set<string>>(Set.remove "Chain" existing, used)

let private at (t: int64) = { Step = t; GradientNorm = 0.0 }

let private step rule t rate parameter gradient slots =
    Update.step rule (at t) rate parameter gradient slots

let private norm (values: float[]) =
    sqrt (Array.sumBy (fun x -> x * x) values)

/// Runs a rule on a gradient field from a start, in the Reference interpretation.
let private descend (rule: UpdateRule, rate: float) (gradient: float[] -> float[]) (start: float[]) (steps: int64) =
    let rec go t (theta: Reference) slots =
        if t > steps then
            theta.Values
        else
            let g = gradient theta.Values
            let context = { Step = t; GradientNorm = norm g }

            let struct (next, slots) =
                Update.step rule context rate theta (Reference.vector g) slots

            go (t + 1L) next slots

    let theta = Reference.vector start
    go 1L theta (Update.init theta)

[<Law>]
let ``stochastic gradient descent moves by minus rate times gradient`` (Moderate theta) (Moderate g) (Fraction rate) =
    let parameter = Reference.scalar theta

    let struct (moved, _) =
        step Sgd 1L rate parameter (Reference.scalar g) (Update.init parameter)

    near 1e-12 (theta - rate * g) moved.Item

// Step 1: m_hat = g and v_hat = g^2, so the step is rate * g / (|g| + epsilon), whatever the decays.
[<Law>]
let ``Adam's first step is rate times the gradient's sign, up to epsilon``
    (Moderate theta)
    (Moderate g)
    (Fraction b1)
    (Fraction b2)
    =
    let rule =
        Adam
            {
                Beta1 = b1
                Beta2 = b2
                Epsilon = 1e-8
            }

    let parameter = Reference.scalar theta

    let struct (moved, slots) =
        step rule 1L 0.01 parameter (Reference.scalar g) (Update.init parameter)

    near 1e-10 (theta - 0.01 * g / (abs g + 1e-8)) moved.Item
    .&. near 1e-12 ((1.0 - b1) * g) slots.First.Item
    .&. near 1e-9 ((1.0 - b2) * g * g) slots.Second.Item

// Two steps written out from Kingma and Ba's Algorithm 1, independently of the code under test.
[<Law>]
let ``Adam's second step is Algorithm 1 written out`` (Moderate g1) (Moderate g2) (Fraction b1) (Fraction b2) =
    let rule =
        Adam
            {
                Beta1 = b1
                Beta2 = b2
                Epsilon = 1e-8
            }

    let zero = Reference.scalar 0.0

    let struct (first, slots) =
        step rule 1L 0.1 zero (Reference.scalar g1) (Update.init zero)

    let struct (second, _) = step rule 2L 0.1 first (Reference.scalar g2) slots
    let m2 = b1 * (1.0 - b1) * g1 + (1.0 - b1) * g2
    let v2 = b2 * (1.0 - b2) * g1 * g1 + (1.0 - b2) * g2 * g2
    let mHat, vHat = m2 / (1.0 - b1 * b1), v2 / (1.0 - b2 * b2)
    near 1e-9 (first.Item - 0.1 * mHat / (sqrt vHat + 1e-8)) second.Item

[<Law>]
let ``Adam's steps do not depend on the gradient's scale`` (Moderate g1) (Moderate g2) (Fraction scale) =
    (abs g1 > 0.1 && abs g2 > 0.1)
    ==> lazy
        (let factor = 1.0 + 99.0 * scale
         let rule = Adam { adam with Epsilon = 1e-300 }

         let two (a: float) (b: float) =
             let zero = Reference.scalar 0.0

             let struct (first, slots) =
                 step rule 1L 0.1 zero (Reference.scalar a) (Update.init zero)

             let struct (second, _) = step rule 2L 0.1 first (Reference.scalar b) slots
             second.Item

         near 1e-12 (two g1 g2) (two (factor * g1) (factor * g2)))

[<Fact>]
let ``every rule finds the minimum of a parabola`` () =
    for name, rule, rate, _ in rules do
        let steps = if rate < 1e-3 then 40_000L else 4_000L

        let found =
            descend (rule, rate) (fun x -> [| 2.0 * (x[0] - 3.0); 8.0 * (x[1] + 1.0) |]) [| 0.0; 0.0 |] steps

        Assert.True(abs (found[0] - 3.0) < 1e-5 && abs (found[1] + 1.0) < 1e-5, $"{name}: %A{found}")

// f(x, y) = (1 - x)^2 + 100 (y - x^2)^2, minimum 0 at (1, 1); plain descent needs a small rate in the valley.
[<Fact>]
let ``every rule descends Rosenbrock's valley to its minimum`` () =
    let gradient (x: float[]) =
        [|
            -2.0 * (1.0 - x[0]) - 400.0 * x[0] * (x[1] - x[0] * x[0])
            200.0 * (x[1] - x[0] * x[0])
        |]

    for name, rule, _, rate in rules do
        let found = descend (rule, rate) gradient [| -0.5; 0.5 |] 60_000L
        Assert.True(abs (found[0] - 1.0) < 1e-3 && abs (found[1] - 1.0) < 1e-3, $"{name}: %A{found}")

// min_x max_y x y: x <- x - rate y, y <- y + rate x, so z = x + iy becomes (1 + rate i) z: each step turns by
// atan(rate) and multiplies the distance by sqrt(1 + rate^2).
[<Fact>]
let ``simultaneous gradient descent and ascent spirals out of the bilinear game at the predicted rate`` () =
    let found = descend (Sgd, 0.1) (fun x -> [| x[1]; -x[0] |]) [| 1.0; 0.0 |] 200L
    let distance, turn = Math.Pow(1.0 + 0.01, 100.0), 200.0 * Math.Atan 0.1
    Assert.Equal(distance * Math.Cos turn, found[0], 1e-9)
    Assert.Equal(distance * Math.Sin turn, found[1], 1e-9)

// The linear rules grow or shrink at their operator's spectral radius. The others have no such theory; measured over
// 6,000 steps at this rate and these decays they keep circling, optimistic Adam among them.
[<Fact>]
let ``on the bilinear game every linear rule moves at its spectral radius, and none but optimism comes to rest`` () =
    let after steps rule rate =
        norm (descend (rule, rate) (fun x -> [| x[1]; -x[0] |]) [| 1.0; 0.0 |] steps)

    let linear =
        [
            "sgd", SimultaneousGradient
            "momentum", HeavyBallGradient 0.9
            "optimistic", OptimisticGradient
        ]

    for name, rule, _, _ in rules do
        match linear |> List.tryFind (fst >> (=) name) with
        | Some(_, method) ->
            let perStep = (after 900L rule 0.1 / after 700L rule 0.1) ** 0.005
            Assert.Equal(BilinearGame.spectralRadius method 0.1, perStep, 1e-6)
        | None ->
            let distance = after 3000L rule 0.01
            Assert.True(distance > 0.05, $"{name}: {distance}")

let private gradients (count: int) (seed: uint64) =
    Array.init count (fun i -> float32 (Seeds.normal seed (uint64 i)))

/// Buffers of a rule over parameters that are drawn from a seed, and the slots' arrays.
let private buffersOf (rule: UpdateRule) (length: int) =
    let count = (UpdateRule.slotNames rule).Length

    Array.init 4 (fun i -> (Array.zeroCreate (if i < count then length else 0): float32[]))

let private fuse rule context rate (theta: float32[]) (g: float32[]) (slots: float32[][]) =
    Fused.Step(
        rule,
        context,
        rate,
        Buffers(theta.AsSpan(), g.AsSpan(), slots[0].AsSpan(), slots[1].AsSpan(), slots[2].AsSpan(), slots[3].AsSpan())
    )

[<Law>]
let ``fused over lanes agrees with Reference for every rule and any length`` (PositiveInt length) (seed: uint64) =
    let length = length % 100 + 1

    all
        [
            for name, rule, rate, _ in rules do
                let theta = gradients length seed
                let slots = buffersOf rule length
                let expected = Reference.vector (Array.map float theta)
                let mutable reference = struct (expected, Update.init expected)

                for t in 1L .. 6L do
                    let g = gradients length (seed + uint64 t)

                    let context =
                        {
                            Step = t
                            GradientNorm = norm (Array.map float g)
                        }

                    fuse rule context rate theta g slots
                    let struct (p, s) = reference
                    reference <- Update.step rule context rate p (Reference.vector (Array.map float g)) s

                let struct (p, s) = reference

                for a, b in Array.zip p.Values theta do
                    near (1e-6 * max 1.0 (abs a)) a (float b) |> Prop.label name

                for slot, buffer in Seq.zip [ s.First; s.Second; s.Third; s.Fourth ] slots do
                    for a, b in Seq.zip slot.Values buffer do
                        near (2e-6 * max 1.0 (abs a)) a (float b) |> Prop.label $"{name}, slots"
        ]

[<Law>]
let ``a fused update of a split buffer is the fused update of the whole``
    (PositiveInt length)
    (PositiveInt cut)
    (seed: uint64)
    =
    let length = length % 100 + 2
    let cut = cut % length

    all
        [
            for name, rule, rate, _ in rules do
                let g = gradients length (seed + 1UL)

                let run (parts: (int * int) list) =
                    let theta, slots = gradients length seed, buffersOf rule length

                    for t in 1L .. 3L do
                        for start, count in parts do
                            let part (values: float32[]) =
                                if values.Length = 0 then
                                    [||]
                                else
                                    values[start .. start + count - 1]

                            let p, s = part theta, Array.map part slots
                            fuse rule { Step = t; GradientNorm = 1.0 } rate p (part g) s
                            p.CopyTo(theta, start)

                            for whole, moved in Array.zip slots s do
                                if whole.Length > 0 then
                                    moved.CopyTo(whole, start)

                    theta

                (run [ 0, length ] = run [ 0, cut; cut, length - cut ]) |> Prop.label name
        ]

[<Fact>]
let ``a fused update refuses buffers of different lengths`` () =
    let buffer n : float32[] = Array.zeroCreate n

    for lengths in
        [
            [ 8; 7; 8; 8; 0; 0 ]
            [ 8; 8; 7; 8; 0; 0 ]
            [ 8; 8; 8; 0; 0; 0 ]
            [ 8; 8; 8; 8; 8; 0 ]
            [ 8; 8; 8; 8; 0; 8 ]
        ] do
        Assert.Throws<ArgumentException>(fun () ->
            let b = lengths |> List.map buffer
            fuse (Adam adam) (at 1L) 0.1 b[0] b[1] (Array.ofList b[2..]))
        |> ignore

[<Fact>]
let ``Adam counts its steps from 1`` () =
    Assert.Throws<ArgumentOutOfRangeException>(fun () -> AdamStage(adam, 0L) |> ignore)
    |> ignore

[<Law>]
let ``an exponential moving average stays between its values and keeps a constant``
    (Moderate a)
    (Moderate b)
    (Fraction decay)
    =
    let average = (Ema.update decay (Reference.scalar a) (Reference.scalar b)).Item

    near 1e-12 (decay * a + (1.0 - decay) * b) average
    .&. (min a b - 1e-12 <= average && average <= max a b + 1e-12)
    .&. near 1e-12 a (Ema.update decay (Reference.scalar a) (Reference.scalar a)).Item

[<Law>]
let ``a half-life halves: two steps of h compose to one of 2h`` (Fraction h) (Fraction s) =
    let halfLife, size = 1000.0 * h, 10.0 * s

    agree 1e-12 0.5 (Ema.decay halfLife halfLife)
    .&. agree 1e-12 (Ema.decay halfLife (2.0 * size)) (Ema.decay halfLife size * Ema.decay halfLife size)

// While few samples were seen, the half-life is rampUp of them: 0.05 * 1000 = 50 forgets faster than 10,000.
[<Fact>]
let ``a ramped average forgets its beginning sooner and ends at its own decay`` () =
    Assert.Equal(0.0, Ema.rampedDecay 10_000.0 0.05 0.0 64.0)
    Assert.Equal(Ema.decay 50.0 64.0, Ema.rampedDecay 10_000.0 0.05 1000.0 64.0, 1e-15)
    Assert.Equal(Ema.decay 10_000.0 64.0, Ema.rampedDecay 10_000.0 0.05 1e9 64.0, 1e-15)

[<Fact>]
let ``an exponential moving average refuses a half-life that is not positive`` () =
    for halfLife in [ 0.0; -1.0; nan ] do
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> Ema.decay halfLife 1.0 |> ignore)
        |> ignore

        Assert.Throws<ArgumentOutOfRangeException>(fun () -> Ema.rampedDecay halfLife 0.05 100.0 1.0 |> ignore)
        |> ignore
