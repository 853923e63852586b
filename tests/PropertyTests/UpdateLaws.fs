module Gan.PropertyTests.UpdateLaws

open System
open System.Numerics
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Updates
open Gan.PropertyTests.Generators

let private adam =
    {
        Beta1 = 0.9
        Beta2 = 0.999
        Epsilon = 1e-8
    }

/// Every rule, with a learning rate at which it solves the battery's problems.
let private rules = [ Sgd, 0.05; Adam adam, 0.05 ]

[<Fact>]
let ``the battery holds every rule that can be named`` () =
    Assert.Equal<string list>(UpdateRule.named |> List.map fst, rules |> List.map (fst >> UpdateRule.name))

    for name, make in UpdateRule.named do
        Assert.Equal(name, UpdateRule.name (make adam))

let private step rule t rate parameter gradient slots =
    Update.step rule t rate parameter gradient slots

/// Runs a rule on a gradient field from a start, in the Reference interpretation.
let private descend (rule: UpdateRule, rate: float) (gradient: float[] -> float[]) (start: float[]) (steps: int64) =
    let rec go t (theta: Reference) slots =
        if t > steps then
            theta.Values
        else
            let struct (next, slots) =
                step rule t rate theta (Reference.vector (gradient theta.Values)) slots

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
    for rule, rate in rules do
        let found =
            descend (rule, rate) (fun x -> [| 2.0 * (x[0] - 3.0); 8.0 * (x[1] + 1.0) |]) [| 0.0; 0.0 |] 2000L

        Assert.Equal(3.0, found[0], 1e-3)
        Assert.Equal(-1.0, found[1], 1e-3)

// f(x, y) = (1 - x)^2 + 100 (y - x^2)^2, minimum 0 at (1, 1); plain descent needs a small rate in the valley.
[<Fact>]
let ``every rule descends Rosenbrock's valley to its minimum`` () =
    let gradient (x: float[]) =
        [|
            -2.0 * (1.0 - x[0]) - 400.0 * x[0] * (x[1] - x[0] * x[0])
            200.0 * (x[1] - x[0] * x[0])
        |]

    for rule, rate in [ Sgd, 1e-3; Adam adam, 1e-2 ] do
        let found = descend (rule, rate) gradient [| -0.5; 0.5 |] 30_000L
        Assert.Equal(1.0, found[0], 1e-3)
        Assert.Equal(1.0, found[1], 2e-3)

// min_x max_y x y: x <- x - rate y, y <- y + rate x, so z = x + iy becomes (1 + rate i) z: each step turns by
// atan(rate) and multiplies the distance by sqrt(1 + rate^2).
[<Fact>]
let ``simultaneous gradient descent and ascent spirals out of the bilinear game at the predicted rate`` () =
    let found = descend (Sgd, 0.1) (fun x -> [| x[1]; -x[0] |]) [| 1.0; 0.0 |] 200L
    let distance, turn = Math.Pow(1.0 + 0.01, 100.0), 200.0 * Math.Atan 0.1
    Assert.Equal(distance * Math.Cos turn, found[0], 1e-9)
    Assert.Equal(distance * Math.Sin turn, found[1], 1e-9)

[<Fact>]
let ``Adam does not converge on the bilinear game either`` () =
    let found =
        descend (Adam adam, 0.01) (fun x -> [| x[1]; -x[0] |]) [| 1.0; 0.0 |] 2000L

    let distance = Math.Sqrt(found[0] * found[0] + found[1] * found[1])
    Assert.InRange(distance, 1.001, 20.0)

let private gradients (count: int) (seed: uint64) =
    Array.init count (fun i -> float32 (Seeds.normal seed (uint64 i)))

[<Law>]
let ``fused over lanes agrees with Reference for every rule and any length`` (PositiveInt length) (seed: uint64) =
    let length = length % 100 + 1

    all
        [
            for rule, rate in rules do
                let theta = gradients length seed
                let slots = (Update.slotNames rule).Length
                let first: float32[] = Array.zeroCreate (if slots > 0 then length else 0)
                let second: float32[] = Array.zeroCreate (if slots > 1 then length else 0)
                let expected = Reference.vector (Array.map float theta)
                let mutable reference = struct (expected, Update.init expected)

                for t in 1L .. 5L do
                    let g = gradients length (seed + uint64 t)
                    Fused.Step(rule, t, rate, theta.AsSpan(), g.AsSpan(), first.AsSpan(), second.AsSpan())
                    let struct (p, s) = reference
                    reference <- step rule t rate p (Reference.vector (Array.map float g)) s

                let struct (p, _) = reference

                for a, b in Array.zip p.Values theta do
                    near (1e-6 * max 1.0 (abs a)) a (float b)
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
            for rule, rate in rules do
                let slots = (Update.slotNames rule).Length

                let empty used : float32[] =
                    Array.zeroCreate (if used then length else 0)

                let g = gradients length (seed + 1UL)

                let run (parts: (int * int) list) =
                    let theta, first, second =
                        gradients length seed, empty (slots > 0), empty (slots > 1)

                    for t in 1L .. 3L do
                        for start, count in parts do
                            let part (values: float32[]) =
                                if values.Length = 0 then
                                    Array.zeroCreate 0
                                else
                                    values[start .. start + count - 1]

                            let p, f, s = part theta, part first, part second
                            Fused.Step(rule, t, rate, p.AsSpan(), (part g).AsSpan(), f.AsSpan(), s.AsSpan())
                            p.CopyTo(theta, start)
                            f.CopyTo(first, start % max 1 first.Length)
                            s.CopyTo(second, start % max 1 second.Length)

                    theta

                Prop.ofTestable (run [ 0, length ] = run [ 0, cut; cut, length - cut ])
        ]

[<Fact>]
let ``a fused update refuses buffers of different lengths`` () =
    let buffer n : float32[] = Array.zeroCreate n

    let run theta g first second =
        Assert.Throws<ArgumentException>(fun () ->
            Fused.Step(
                Adam adam,
                1L,
                0.1,
                (buffer theta).AsSpan(),
                (buffer g).AsSpan(),
                (buffer first).AsSpan(),
                (buffer second).AsSpan()
            ))
        |> ignore

    run 8 7 8 8
    run 8 8 7 8
    run 8 8 8 0

[<Fact>]
let ``Adam counts its steps from 1`` () =
    Assert.Throws<ArgumentOutOfRangeException>(fun () -> AdamDirection(adam, 0L) |> ignore)
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

[<Fact>]
let ``an exponential moving average refuses a half-life that is not positive`` () =
    for halfLife in [ 0.0; -1.0; nan ] do
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> Ema.decay halfLife 1.0 |> ignore)
        |> ignore
