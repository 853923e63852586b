/// Laws of one update rule each: first steps written out from the papers, chains, plays, schedules.
module Gan.PropertyTests.RuleLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Training
open Gan.Math.Turns
open Gan.Math.Updates
open Gan.PropertyTests.Generators

let private adam =
    {
        Beta1 = 0.5
        Beta2 = 0.9
        Epsilon = 1e-8
    }

/// Positions after each of the given gradients, from a start, for a rule at a rate.
let private path rule rate (start: float) (gradients: float list) =
    let first = Reference.scalar start, Update.init (Reference.scalar start)

    gradients
    |> List.indexed
    |> List.scan
        (fun (theta, slots) (i, g: float) ->
            let context =
                {
                    Step = int64 i + 1L
                    GradientNorm = abs g
                }

            let struct (theta, slots) =
                Update.step rule context rate theta (Reference.scalar g) slots

            theta, slots)
        first
    |> List.tail
    |> List.map (fun (theta, _) -> theta.Item)

let private follows rule (start: float) (gradients: float list) (expected: float list) =
    all
        [
            for a, b in List.zip expected (path rule 0.1 start gradients) do
                near (1e-11 * max 1.0 (abs a)) a b
        ]

[<Law>]
let ``momentum's first three steps are its sum written out``
    (Moderate s)
    (Moderate a)
    (Moderate b)
    (Moderate c)
    (Fraction mu)
    (Fraction tau)
    =
    let b1, b2, b3 = a, mu * a + b, mu * mu * a + mu * b + c
    let d2 = mu * a + (1.0 - tau) * b
    let d3 = mu * d2 + (1.0 - tau) * c

    follows (momentum mu 0.0 false) s [ a; b; c ] [ s - 0.1 * b1; s - 0.1 * (b1 + b2); s - 0.1 * (b1 + b2 + b3) ]
    .&. follows (momentum mu 0.0 true) s [ a; b ] [ s - 0.1 * (a + mu * b1); s - 0.1 * (a + mu * b1 + b + mu * b2) ]
    .&. follows (momentum mu tau false) s [ a; b; c ] [ s - 0.1 * b1; s - 0.1 * (b1 + d2); s - 0.1 * (b1 + d2 + d3) ]

// With tau = mu the weights of all gradients sum to 1.
[<Law>]
let ``momentum damped by its decay moves by a constant gradient as plain descent does``
    (Moderate s)
    (Moderate g)
    (Fraction mu)
    =
    follows (momentum mu mu false) s [ g; g; g ] [ s - 0.1 * g; s - 0.2 * g; s - 0.3 * g ]

[<Law>]
let ``RMSProp's first two steps are its formula written out`` (Moderate s) (Moderate a) (Moderate b) (Fraction alpha) =
    (abs a > 1e-2 && abs b > 1e-2)
    ==> lazy
        (let rule centred =
            RmsProp
                {
                    Decay = alpha
                    Epsilon = 1e-4
                    Centred = centred
                }

         let v1 = (1.0 - alpha) * a * a
         let v2 = alpha * v1 + (1.0 - alpha) * b * b
         let m1 = (1.0 - alpha) * a
         let m2 = alpha * m1 + (1.0 - alpha) * b
         let first = s - 0.1 * a / (sqrt v1 + 1e-4)
         let centred = s - 0.1 * a / (sqrt (v1 - m1 * m1) + 1e-4)

         follows (rule false) s [ a; b ] [ first; first - 0.1 * b / (sqrt v2 + 1e-4) ]
         .&. (all
             [
                 for x, y in
                     List.zip
                         [ centred; centred - 0.1 * b / (sqrt (v2 - m2 * m2) + 1e-4) ]
                         (path (rule true) 0.1 s [ a; b ]) do
                     near (1e-8 * max 1.0 (abs x)) x y
             ]))

// Where the mean square is the squared mean, rounding must not make its root NaN: the step is g / epsilon at most.
[<Fact>]
let ``centred RMSProp survives a constant gradient`` () =
    let last =
        path
            (RmsProp
                {
                    Decay = 0.5
                    Epsilon = 1.0
                    Centred = true
                })
            0.1
            0.0
            (List.replicate 400 0.1)
        |> List.last

    Assert.InRange(last, -4.0, -3.9)

[<Law>]
let ``AMSGrad's third step still divides by the largest mean square`` (Fraction a) (Fraction b) =
    let large, small = 10.0 + a, 0.1 + b
    let v1 = 0.1 * large * large
    let v2 = 0.9 * v1 + 0.1 * small * small
    let m2 = 0.5 * 0.5 * large + 0.5 * small
    let first = -0.1 * large / (abs large + 1e-8)
    let largest = max v1 v2
    let ratio v = m2 / 0.75 / (sqrt (v / 0.19) + 1e-8)

    follows (AmsGrad adam) 0.0 [ large; small ] [ first; first - 0.1 * ratio largest ]
    .&. follows (Adam adam) 0.0 [ large; small ] [ first; first - 0.1 * ratio v2 ]

[<Law>]
let ``optimism steps by twice a direction less the last one`` (Moderate s) (Moderate a) (Moderate b) =
    follows Optimism s [ a; b ] [ s - 0.2 * a; s - 0.2 * a - 0.1 * (2.0 * b - a) ]

[<Law>]
let ``weight decay after a rule shrinks the parameter, before it joins the gradient``
    (Moderate s)
    (Moderate g)
    (Fraction l)
    =
    follows (WeightDecay l) s [ g ] [ s - 0.1 * (g + l * s) ]
    .&. (all
        [
            // Decoupled: the whole of Adam's step, then rate * lambda * theta.
            for plain, decayed in
                List.zip
                    (path (Adam adam) 0.1 s [ g ])
                    (path (UpdateRule.chain [ Adam adam; WeightDecay l ]) 0.1 s [ g ]) do
                near 1e-10 (plain - 0.1 * l * s) decayed
            // Coupled: Adam normalises gradient and decay together.
            for coupled in path (UpdateRule.chain [ WeightDecay l; Adam adam ]) 0.1 s [ g ] do
                let total = g + l * s
                near 1e-10 (s - 0.1 * total / (abs total + 1e-8)) coupled
        ])

[<Law>]
let ``clipping bounds an element, a norm or a weight, and leaves what is within``
    (Moderate s)
    (Moderate g)
    (Fraction part)
    =
    let bound = 100.0 * part
    let clipped = max -bound (min bound g)

    follows (ValueClipping bound) s [ g ] [ s - 0.1 * clipped ]
    // Of one element the norm is the absolute value.
    .&. follows (NormClipping bound) s [ g ] [ s - 0.1 * clipped ]
    .&. follows (WeightClipping bound) s [ g ] [ max -bound (min bound (s - 0.1 * g)) ]

// |(3, 4)| = 5: a bound of 1 makes it (0.6, 0.8); a zero gradient stays zero.
[<Fact>]
let ``clipping by norm keeps the direction`` () =
    let clip bound (g: float list) =
        let zero = Reference.vector [ 0.0; 0.0 ]
        let length = sqrt (List.sumBy (fun x -> x * x) g)

        let struct (moved, _) =
            Update.step
                (NormClipping bound)
                { Step = 1L; GradientNorm = length }
                1.0
                zero
                (Reference.vector g)
                (Update.init zero)

        elements moved

    Assert.Equal<float list>([ -0.6; -0.8 ], clip 1.0 [ 3.0; 4.0 ] |> List.map (fun x -> Math.Round(x, 14)))
    Assert.Equal<float list>([ -3.0; -4.0 ], clip 6.0 [ 3.0; 4.0 ])
    Assert.Equal<float list>([ 0.0; 0.0 ], clip 1.0 [ 0.0; 0.0 ] |> List.map abs)

// k = 2, alpha = 0.25, gradients 1: fast -0.1, -0.2 -> slow -0.05; fast -0.15, -0.25 -> slow -0.1.
[<Fact>]
let ``lookahead goes back to the slow weights every k steps`` () =
    let found =
        path (Lookahead { Every = 2L; Follow = 0.25 }) 0.1 0.0 [ 1.0; 1.0; 1.0; 1.0 ]
        |> List.map (fun x -> Math.Round(x, 12))

    Assert.Equal<float list>([ -0.1; -0.05; -0.15; -0.1 ], found)

/// Stages of at most two slots, so that any three of them chain to at most four.
let private stages =
    [
        Sgd
        momentum 0.9 0.0 false
        momentum 0.5 0.0 true
        Optimism
        WeightDecay 0.1
        ValueClipping 0.7
        NormClipping 0.9
        WeightClipping 2.0
        Lookahead { Every = 2L; Follow = 0.5 }
    ]

let private pick (PositiveInt n) = stages[n % stages.Length]

[<Law>]
let ``chaining is associative and stochastic gradient descent is its identity``
    (a: PositiveInt)
    (b: PositiveInt)
    (c: PositiveInt)
    (Moderate start)
    (ScorePairs pairs)
    =
    let a, b, c = pick a, pick b, pick c

    let run rule =
        path rule 0.1 start (List.map fst pairs)

    (run (Chain(Chain(a, b), c)) = run (Chain(a, Chain(b, c))))
    .&. (run (Chain(Sgd, a)) = run a)
    .&. (run (Chain(a, Sgd)) = run a)
    .&. (UpdateRule.slotNames (Chain(Chain(a, b), c)) = UpdateRule.slotNames (Chain(a, Chain(b, c))))
    |> Prop.label $"{a}, {b}, {c}"

// Momentum then optimism by hand: b1 = g1, b2 = mu b1 + g2; d1 = 2 b1, d2 = 2 b2 - b1.
[<Law>]
let ``a chain feeds each stage what the one before made`` (Moderate s) (Moderate a) (Moderate b) =
    let b1, b2 = a, 0.9 * a + b

    follows
        (UpdateRule.chain [ momentum 0.9 0.0 false; Optimism ])
        s
        [ a; b ]
        [ s - 0.2 * b1; s - 0.2 * b1 - 0.1 * (2.0 * b2 - b1) ]

[<Fact>]
let ``the slots of a chain have names of their own`` () =
    Assert.Equal<string list>(
        [ "momentum"; "momentum-again"; "momentum-again-again"; "slow" ],
        UpdateRule.slotNames (
            UpdateRule.chain
                [
                    momentum 0.1 0.0 false
                    momentum 0.2 0.0 false
                    momentum 0.3 0.0 false
                    Lookahead { Every = 2L; Follow = 0.5 }
                ]
        )
    )

[<Fact>]
let ``a chain of more than four slots is refused`` () =
    let rule = UpdateRule.chain [ AmsGrad adam; Optimism; momentum 0.9 0.0 false ]

    Assert.Throws<ArgumentException>(fun () -> path rule 0.1 0.0 [ 1.0 ] |> ignore)
    |> ignore

[<Fact>]
let ``lookahead refuses to take no step`` () =
    Assert.Throws<ArgumentOutOfRangeException>(fun () ->
        path (Lookahead { Every = 0L; Follow = 0.5 }) 0.1 0.0 [ 1.0 ] |> ignore)
    |> ignore

[<Fact>]
let ``only clipping by norm looks at the norm`` () =
    Assert.True(UpdateRule.usesNorm (UpdateRule.chain [ Sgd; NormClipping 1.0; Adam adam ]))
    Assert.False(UpdateRule.usesNorm (UpdateRule.chain [ ValueClipping 1.0; WeightClipping 1.0; Adam adam ]))

let private named (name: string) =
    Algorithm.named |> List.find (fun (known, _) -> known = name) |> snd

let private settings =
    {
        Algorithm = named "adam"
        LearningRate = 0.01
        Schedule = Constant
        Beta1 = 0.5
        Beta2 = 0.9
        Epsilon = 1e-8
        Momentum = 0.8
        Dampening = 0.2
        WeightDecay = 0.0
        ClipValue = 0.0
        ClipNorm = 0.0
        ClipWeights = 0.0
        LookaheadEvery = 0L
        LookaheadFollow = 0.5
    }

[<Fact>]
let ``settings of an update mean their chain, in its order`` () =
    let names rule =
        let rec flat rule =
            match rule with
            | Chain(first, second) -> flat first @ flat second
            | Sgd -> [ "sgd" ]
            | Momentum m -> [ $"momentum {m.Decay} {m.Dampening} {m.Nesterov}" ]
            | RmsProp r -> [ $"rmsprop {r.Decay} {r.Centred}" ]
            | Adam a -> [ $"adam {a.Beta1} {a.Beta2}" ]
            | AmsGrad _ -> [ "amsgrad" ]
            | Optimism -> [ "optimism" ]
            | WeightDecay d -> [ $"decay {d}" ]
            | ValueClipping c -> [ $"value {c}" ]
            | NormClipping c -> [ $"norm {c}" ]
            | WeightClipping c -> [ $"weights {c}" ]
            | Lookahead l -> [ $"lookahead {l.Every} {l.Follow}" ]

        String.concat ", " (flat rule)

    let everything =
        { settings with
            WeightDecay = 0.1
            ClipValue = 2.0
            ClipNorm = 3.0
            ClipWeights = 4.0
            LookaheadEvery = 5L
        }

    Assert.Equal("norm 3, value 2, decay 0.1, adam 0.5 0.9, lookahead 5 0.5, weights 4", names (everything.Rule))

    Assert.Equal(
        "norm 3, value 2, adam 0.5 0.9, decay 0.1, lookahead 5 0.5, weights 4",
        names (
            { everything with
                Algorithm = named "adamw"
            }
                .Rule
        )
    )

    let plain =
        Algorithm.named
        |> List.map (fun (name, algorithm) -> $"{name}: {names ({ settings with Algorithm = algorithm }.Rule)}")

    Assert.Equal<string list>(
        [
            "sgd: sgd"
            "momentum: momentum 0.8 0.2 False"
            "nesterov: momentum 0.8 0.2 True"
            "rmsprop: rmsprop 0.9 False"
            "rmsprop-centred: rmsprop 0.9 True"
            "adam: adam 0.5 0.9"
            "adamw: adam 0.5 0.9"
            "amsgrad: amsgrad"
            "optimistic: optimism"
            "optimistic-adam: adam 0.5 0.9, optimism"
        ],
        plain
    )

let private constants =
    {
        Final = 0.1
        Peak = 0.25
        Every = 10L
        Milestones = [ 0.3; 0.6 ]
    }

[<Law>]
let ``every schedule starts at 1 or warms up to it, stays within [0, 1], and ends near its final factor``
    (PositiveInt n)
    =
    let total = int64 n + 100L

    all
        [
            for name, make in Schedule.named do
                let schedule = make constants
                let factors = [ for t in 1L .. total -> Schedule.factor schedule total t ]
                List.forall (fun f -> 0.0 <= f && f <= 1.0) factors |> Prop.label name
                (Schedule.name schedule = name) |> Prop.label name
                (make (Schedule.constants schedule) = schedule) |> Prop.label name

                match name with
                | "one-cycle" -> 0.04
                | "cyclic" -> 0.1
                | _ -> 1.0
                |> fun first -> near 1e-12 first factors.Head |> Prop.label name

                let last = List.last factors

                match name with
                | "constant" -> near 0.0 1.0 last
                | "step" -> agree 1e-9 (0.1 ** float ((total - 1L) / 10L)) last
                | "linear" -> near 1e-9 (1.0 - 0.9 * float (total - 1L) / float total) last
                | "cyclic" -> near 1e-9 (0.1 + 0.9 / (0.75 * float total)) last
                | "piecewise" -> near 1e-15 0.01 last
                | _ -> near 1e-3 0.1 last
                |> Prop.label name
        ]

// Half way: linear (1 + 0.1) / 2, cosine the same. One-cycle: half way up 0.52, at its peak 1, half way down 0.55.
[<Fact>]
let ``schedules have their exact values on the way`` () =
    let at schedule step = Schedule.factor schedule 1000L step
    Assert.Equal(0.55, at (Linear 0.1) 501L, 1e-12)
    Assert.Equal(0.55, at (Cosine 0.1) 501L, 1e-12)
    Assert.Equal(0.1 + 0.9 * (1.0 + sqrt 0.5) / 2.0, at (Cosine 0.1) 251L, 1e-12)
    Assert.Equal(0.52, at (OneCycle(0.1, 0.25)) 126L, 1e-12)
    Assert.Equal(1.0, at (OneCycle(0.1, 0.25)) 251L, 1e-12)
    Assert.Equal(0.55, at (OneCycle(0.1, 0.25)) 626L, 1e-12)
    Assert.Equal(0.55, at (Cyclic(0.1, 0.25)) 126L, 1e-12)
    Assert.Equal(1.0, at (Cyclic(0.1, 0.25)) 251L, 1e-12)
    Assert.Equal(0.7, at (Cyclic(0.1, 0.25)) 501L, 1e-12)
    Assert.Equal(1.0, at (Piecewise(0.5, [ 0.3; 0.6 ])) 300L, 1e-12)
    Assert.Equal(0.5, at (Piecewise(0.5, [ 0.3; 0.6 ])) 301L, 1e-12)
    Assert.Equal(0.25, at (Piecewise(0.5, [ 0.3; 0.6 ])) 601L, 1e-12)
    Assert.Equal(0.25, at (StepDecay(0.5, 10L)) 21L, 1e-12)
    Assert.Equal(0.5, at (StepDecay(0.5, 10L)) 20L, 1e-12)
    Assert.Equal(0.01 * 0.55, { settings with Schedule = Linear 0.1 }.Rate(1000L, 501L), 1e-15)

// Adam's steps on a constant gradient are its rate, if and only if they are counted 1 and 2: the point ahead shows the first.
[<Fact>]
let ``extragradient counts its two halves as two steps of the rule`` () =
    let seen = ResizeArray<float>()

    let field (point: Reference) =
        seen.Add point.Item
        Reference.scalar 3.0

    let adam =
        Adam
            {
                Beta1 = 0.5
                Beta2 = 0.9
                Epsilon = 1e-12
            }

    let start = Reference.scalar 1.0

    let struct (moved, _) =
        Extragradient.step adam { Step = 1L; GradientNorm = 0.0 } 0.1 field start (Update.init start)

    Assert.Equal<float list>([ 1.0; 0.9 ], [ for x in seen -> Math.Round(x, 9) ])
    Assert.Equal(0.9, moved.Item, 1e-9)

[<Fact>]
let ``a schedule without constants prints those of the settings file`` () =
    let constants = Schedule.constants Constant
    Assert.Equal((0.0, 0.3, 1L), (constants.Final, constants.Peak, constants.Every))
