/// Laws of one family of losses each, of penalties, and of what is added to losses.
module Gan.PropertyTests.LossFamilyLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Theory
open Gan.PropertyTests.Generators

let private number (f: Reference -> Reference) (x: float) = (f (Reference.scalar x)).Item

// Fenchel and Young: f*(t) >= u t - f(u), with equality exactly at t = f'(u).
[<Law>]
let ``every conjugate is the Fenchel conjugate of its generator function`` (Fraction a) (Fraction b) =
    let u, other = 5.0 * a, 5.0 * b

    all
        [
            for divergence in divergences do
                let f = number (Divergences.generatorFunction divergence)

                let t =
                    (Dual.derivative (Divergences.generatorFunction divergence) (Reference.scalar u)).Item

                let conjugate = number (FGan.conjugate divergence) t

                // At its kink the slope of |u - 1| / 2 is 0 by convention.
                near (1e-10 * max 1.0 (abs conjugate)) (u * t - f u) conjugate
                |> Prop.label $"{divergence}: equality at {u}"

                (conjugate >= other * t - f other - 1e-10 * max 1.0 (abs conjugate))
                |> Prop.label $"{divergence}: bound at {other}"
        ]

[<Law>]
let ``every activation lies in its conjugate's domain, and the saddle point's two halves are one`` (Fraction a) =
    let v = 20.0 * a - 10.0

    all
        [
            for divergence in divergences do
                let t = number (FGan.activation divergence) v

                // Nowozin et al. 2016, Table 2: the domains of f*.
                match divergence with
                | KullbackLeibler
                | PearsonChiSquared -> true
                | ReverseKullbackLeibler -> t < 0.0
                | SquaredHellinger -> t < 1.0
                | JensenShannon -> t < log 2.0
                | TotalVariation -> abs t <= 0.5
                |> Prop.label $"{divergence}: {t}"

                let composed = -(number (FGan.saturatingGenerator divergence) v)
                let direct = number (FGan.conjugate divergence) t

                near (1e-8 * max 1.0 (abs direct)) direct composed |> Prop.label $"{divergence}"
                near 1e-12 -t (number (FGan.generator divergence) v)
        ]

// f'(1); and T = f'(1) is what the activation gives where the optimal discriminator sees p = q.
[<Fact>]
let ``every threshold is the slope of f at 1`` () =
    for divergence in divergences do
        let slope =
            Dual.derivative (Divergences.generatorFunction divergence) (Reference.scalar 1.0)

        Assert.Equal(slope.Item, FGan.threshold divergence, 1e-15)
        Assert.Equal(0.0, number (Divergences.generatorFunction divergence) 1.0, 1e-15)

[<Law>]
let ``the optimal critic is the slope of f at p / q`` (Fraction a) (Fraction b) =
    all
        [
            for divergence in divergences do
                let slope =
                    Dual.derivative (Divergences.generatorFunction divergence) (Reference.scalar (a / b))

                let critic =
                    OptimalDiscriminator.variationalCritic divergence (Reference.scalar a) (Reference.scalar b)

                near (1e-9 * max 1.0 (abs slope.Item)) slope.Item critic.Item
                |> Prop.label $"{divergence}"
        ]

[<Law>]
let ``hard labels are the minimax loss`` (LogitPairs pairs) =
    all
        [
            for r, f in pairs do
                let real, fake = Reference.scalar r, Reference.scalar f

                near 1e-300 (Minimax.discriminator real fake).Item (LabelSmoothing.discriminator 1.0 0.0 real fake).Item
        ]

// Salimans et al. 2016: D* = (alpha p + beta q) / (p + q).
[<Law>]
let ``soft labels move the optimal discriminator to the labels' weighted mean``
    (Fraction p)
    (Fraction q)
    (Fraction alpha)
    (Fraction beta)
    =
    let best = (alpha * p + beta * q) / (p + q)
    let logit = Reference.scalar (log (best / (1.0 - best)))

    let expected (x: Dual<Reference>) =
        (LabelSmoothing.crossEntropy alpha x .* p)
        + (LabelSmoothing.crossEntropy beta x .* q)

    near 1e-12 0.0 (Dual.derivative expected logit).Item
    .&. near
            1e-12
            ((LabelSmoothing.crossEntropy alpha logit).Item
             + (LabelSmoothing.crossEntropy beta logit).Item)
            (LabelSmoothing.discriminator alpha beta logit logit).Item

let private began = { Diversity = 0.5; Gain = 0.1 }

// k = 0.2, real errors 1 and 3 (mean 2), generated 0.5 and 0.7 (mean 0.6): losses 1 - 0.1 and 3 - 0.14; imbalance
// 0.5 * 2 - 0.6 = 0.4; k' = 0.2 + 0.04; M = 2 + 0.4.
[<Fact>]
let ``BEGAN has its exact values`` () =
    let k, real, fake =
        Reference.scalar 0.2, Reference.vector [ 1.0; 3.0 ], Reference.vector [ 0.5; 0.7 ]

    let losses = (Began.discriminator k real fake).Values
    Assert.Equal(0.9, losses[0], 1e-15)
    Assert.Equal(2.86, losses[1], 1e-15)
    Assert.Equal<float[]>([| 0.5; 0.7 |], (Began.generator fake).Values)
    Assert.Equal(0.24, (Began.nextBalance began k real fake).Item, 1e-15)
    Assert.Equal(2.4, (Began.convergence began real fake).Item, 1e-15)
    // Generated errors above their share make the measure grow and the balance fall.
    Assert.Equal(2.4, (Began.convergence began real (fake +. 0.8)).Item, 1e-15)
    Assert.Equal(0.16, (Began.nextBalance began k real (fake +. 0.8)).Item, 1e-15)

[<Law>]
let ``BEGAN's balance stays within [0, 1]`` (Fraction k) (ScorePairs pairs) =
    let real, fake =
        pairs |> List.map (fun (a, b) -> 100.0 * abs a, 100.0 * abs b) |> List.unzip

    let next =
        (Began.nextBalance began (Reference.scalar k) (Reference.vector real) (Reference.vector fake)).Item

    0.0 <= next && next <= 1.0

let private rows (n: int) (values: float list) =
    Reference.create [ n; values.Length / n ] values

// A linear critic w^T x has gradient w at every sample.
[<Law>]
let ``on a linear critic the penalties and their gradients by the weights have closed forms``
    (ScorePairs pairs)
    (Fraction target)
    =
    let w = pairs |> List.collect (fun (a, b) -> [ a; b ])
    let size = sqrt (List.sumBy (fun x -> x * x) w)
    let target = 4.0 * target

    (size > 0.1 && abs (size - target) > 1e-3)
    ==> lazy
        (all
            [
                for k in 0 .. w.Length - 1 do
                    let gradient: Dual<Reference> =
                        {
                            Value = rows 1 w
                            Tangent = rows 1 (List.init w.Length (fun i -> if i = k then 1.0 else 0.0))
                        }

                    let check value slope (penalty: Dual<Reference>) =
                        near (1e-11 * max 1.0 (abs value)) value penalty.Value.Values[0]
                        .&. near (1e-11 * max 1.0 (abs slope)) slope penalty.Tangent.Values[0]

                    let gap = size - target
                    check size (w[k] / size) (GradientPenalty.norm gradient)
                    check (gap * gap) (2.0 * gap * w[k] / size) (GradientPenalty.twoSided target gradient)
                    let above = max gap 0.0
                    check (above * above) (2.0 * above * w[k] / size) (GradientPenalty.oneSided target gradient)
                    check (size * size / 2.0) w[k] (GradientPenalty.zeroCentred gradient)
            ])

[<Fact>]
let ``penalties take the norm over all elements of a sample and keep samples apart`` () =
    // Two samples of 2 x 2: norms sqrt(1 + 4 + 4 + 16) = 5 and 0.
    let gradient =
        Reference.create [ 2; 2; 2 ] [ 1.0; 2.0; 2.0; 4.0; 0.0; 0.0; 0.0; 0.0 ]

    let two = GradientPenalty.twoSided 1.0 gradient
    Assert.Equal<int list>([ 2 ], two.Shape)
    Assert.Equal(16.0, two.Values[0], 1e-12)
    Assert.Equal(1.0, two.Values[1], 1e-12)
    Assert.Equal<float[]>([| 12.5; 0.0 |], (GradientPenalty.zeroCentred gradient).Values)
    // The gradient of the norm at 0 is finite: 0.
    let atZero =
        GradientPenalty.twoSided
            1.0
            {
                Value = Reference.create [ 1; 2 ] [ 0.0; 0.0 ]
                Tangent = Reference.create [ 1; 2 ] [ 1.0; 1.0 ]
            }

    Assert.Equal(0.0, atZero.Tangent.Values[0])

[<Law>]
let ``interpolation takes one weight per sample, from the generated end at 0 to the real end at 1``
    (Fraction a)
    (Fraction b)
    (ScorePairs pairs)
    =
    let x = pairs |> List.collect (fun (r, _) -> [ r; r + 1.0 ])
    let y = pairs |> List.collect (fun (_, f) -> [ f; f - 1.0 ])
    let n = pairs.Length
    let weights = List.init n (fun i -> if i % 2 = 0 then a else b)

    let at w =
        GradientPenalty.interpolate (Reference.vector w) (rows n x) (rows n y)
        |> elements

    all
        [
            for i, value in List.indexed (at weights) do
                near 1e-12 (weights[i / 2] * x[i] + (1.0 - weights[i / 2]) * y[i]) value
            for value, end' in List.zip (at (List.replicate n 1.0) @ at (List.replicate n 0.0)) (x @ y) do
                near 1e-12 end' value
        ]

let private published =
    {
        Weight = 10.0
        Target = 1.0
        Deviation = 0.5
    }

// g = (3, 4), norm 5: 10 (5 - 1)^2 = 160; zero-centred 10 / 2 * 25 = 125.
[<Fact>]
let ``every named penalty weighs its own formula at its own points`` () =
    let g = rows 1 [ 3.0; 4.0 ]

    let real, fake, noise =
        rows 1 [ 1.0; 2.0 ], rows 1 [ 5.0; 6.0 ], rows 1 [ 1.0; -1.0 ]

    let found =
        [
            for name, make in Penalty.named do
                let penalty = make published
                Assert.Equal(name, penalty.Name)
                Assert.Equal(penalty.Constants, (make penalty.Constants).Constants)

                let draws =
                    match penalty.Draws with
                    | NormalNoise -> noise
                    | NoDraws
                    | UniformWeights -> Reference.vector [ 0.25 ]

                name, (penalty.Value g).Values[0], penalty.Points(draws, real, fake) |> elements
        ]

    Assert.Equal<(string * float * float list) list>(
        [
            "none", 0.0, [ 1.0; 2.0 ]
            "wgan-gp", 160.0, [ 4.0; 5.0 ]
            "wgan-gp-one-sided", 160.0, [ 4.0; 5.0 ]
            "dragan", 160.0, [ 1.5; 1.5 ]
            "r1", 125.0, [ 1.0; 2.0 ]
            "r2", 125.0, [ 5.0; 6.0 ]
        ],
        found
    )

[<Fact>]
let ``constants that a penalty does not use are 10, 1 and 1`` () =
    let ones =
        {
            Weight = 10.0
            Target = 1.0
            Deviation = 1.0
        }

    Assert.Equal(ones, Penalty.none.Constants)
    Assert.Equal({ ones with Weight = 3.0 }, (R1.penalty 3.0).Constants)
    Assert.Equal({ ones with Weight = 3.0 }, (R2.penalty 3.0).Constants)
    Assert.Equal({ ones with Weight = 3.0; Target = 2.0 }, (WganGp.oneSided 3.0 2.0).Constants)

[<Law>]
let ``below its target a one-sided penalty is 0 and a two-sided one is not`` (Fraction size) =
    let g = rows 1 [ size ]

    (GradientPenalty.oneSided 1.0 g).Values[0] = 0.0
    && (GradientPenalty.twoSided 1.0 g).Values[0] > 0.0

[<Law>]
let ``instance noise fades in a straight line to 0 and stays there``
    (Fraction initial)
    (PositiveInt until)
    (Fraction at)
    =
    let deviation = InstanceNoise.deviation initial (float until)

    near 1e-12 initial (deviation 0.0)
    .&. near 1e-12 (initial * (1.0 - at)) (deviation (at * float until))
    .&. near 0.0 0.0 (deviation (float until))
    .&. near 0.0 0.0 (deviation (2.0 * float until))
    .&. near 1e-12 (at + initial * 3.0) (InstanceNoise.add initial (Reference.scalar 3.0) (Reference.scalar at)).Item

// K equal logits: log K. Logits log 1, log 2, log 5: probabilities 1/8, 2/8, 5/8.
[<Fact>]
let ``the cross-entropy of classes has its exact values, and the auxiliary classifier's loss is it`` () =
    let logits = Reference.create [ 2; 3 ] [ 7.0; 7.0; 7.0; 0.0; log 2.0; log 5.0 ]
    let labels = Reference.create [ 2; 3 ] [ 0.0; 1.0; 0.0; 0.0; 1.0; 0.0 ]
    let loss = Classification.crossEntropy labels logits
    Assert.Equal<int list>([ 2 ], loss.Shape)
    Assert.Equal(log 3.0, loss.Values[0], 1e-15)
    Assert.Equal(log 4.0, loss.Values[1], 1e-15)
    Assert.Equal<float[]>(loss.Values, (Conditional.auxiliaryClassifier labels logits).Values)

// dJ/dlogits of a mean over N samples is lambda (softmax - label) / N; no weight, no difference.
[<Law>]
let ``an auxiliary classifier adds its weight times the mean cross-entropy, and nothing at weight 0``
    (ScorePairs pairs)
    (Moderate loss)
    (Moderate weight)
    =
    let n = pairs.Length
    let weight = abs weight

    let logits =
        Reference.create
            [ n; 2 ]
            [
                for a, b in pairs do
                    yield! [ a; b ]
            ]

    let labels =
        Reference.create
            [ n; 2 ]
            [
                for _ in pairs do
                    yield! [ 0.0; 1.0 ]
            ]

    let crossEntropy =
        pairs
        |> List.averageBy (fun (a, b) -> log (1.0 + exp (-abs(a - b))) + max 0.0 (a - b))

    let player weight =
        (Conditional.withAuxiliary weight labels logits (Reference.scalar loss)).Item

    near 1e-12 loss (player 0.0)
    .&. near 1e-9 (loss + weight * crossEntropy) (player weight)

// Of equal logits the first is the answer.
[<Fact>]
let ``a sample is classified correctly where its label has the first largest logit`` () =
    let logits =
        Reference.create [ 4; 3 ] [ 1.0; 2.0; 0.0; 1.0; 2.0; 0.0; 5.0; 5.0; 1.0; 5.0; 5.0; 1.0 ]

    let labels =
        Reference.create [ 4; 3 ] [ 0.0; 1.0; 0.0; 1.0; 0.0; 0.0; 1.0; 0.0; 0.0; 0.0; 1.0; 0.0 ]

    Assert.Equal<float[]>([| 1.0; 0.0; 1.0; 0.0 |], (Classification.correct labels logits).Values)

[<Law>]
let ``the gradient of the cross-entropy of classes is softmax minus label, and a common shift changes nothing``
    (ScorePairs pairs)
    (Moderate shift)
    =
    let x = pairs |> List.collect (fun (a, b) -> [ a; b ])
    let labels = List.init x.Length (fun i -> if i = 0 then 1.0 else 0.0)
    let softmax = let e = List.map exp x in List.map (fun a -> a / List.sum e) e

    let loss (values: float list) =
        (Classification.crossEntropy (rows 1 labels) (rows 1 values)).Values[0]

    all
        [
            near 1e-11 (loss x) (loss (List.map (fun a -> a + shift) x))
            for k in 0 .. x.Length - 1 do
                let moved: Dual<Reference> =
                    {
                        Value = rows 1 x
                        Tangent = rows 1 (List.init x.Length (fun i -> if i = k then 1.0 else 0.0))
                    }

                near
                    1e-12
                    (softmax[k] - labels[k])
                    (Classification.crossEntropy (Dual.constant (rows 1 labels)) moved).Tangent.Values[0]
        ]

[<Fact>]
let ``logits of classes at 10000 give a finite loss and a finite gradient`` () =
    let labels = Dual.constant (rows 1 [ 1.0; 0.0 ])

    let loss =
        Classification.crossEntropy
            labels
            {
                Value = rows 1 [ -1e4; 1e4 ]
                Tangent = rows 1 [ 1.0; 0.0 ]
            }

    Assert.Equal(2e4, loss.Value.Values[0])
    Assert.Equal(-1.0, loss.Tangent.Values[0])

// <(1, 2), (3, 4)> + 5 = 16 and <(0, 1), (2, -3)> + 1 = -2.
[<Fact>]
let ``the projection score is the class's share and the unconditional one`` () =
    let score =
        Conditional.projectionScore
            (rows 2 [ 1.0; 2.0; 0.0; 1.0 ])
            (rows 2 [ 3.0; 4.0; 2.0; -3.0 ])
            (Reference.vector [ 5.0; 1.0 ])

    Assert.Equal<float[]>([| 16.0; -2.0 |], score.Values)
