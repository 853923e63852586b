/// Laws of every loss that can be named.
module Gan.PropertyTests.LossLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Theory
open Gan.PropertyTests.Generators

/// The two sides of a loss as functions of (real, fake).
type private Side =
    abstract Of<'T when 'T :> ITensor<'T>> : real: 'T * fake: 'T -> 'T

let private sides =
    [
        // Those of the list, and the one that docs/add/loss.md adds.
        for name, loss in Loss.named @ [ LogRatio.loss.Name, LogRatio.loss ] do
            $"{name}, discriminator",
            loss,
            { new Side with
                member _.Of(real, fake) = loss.Discriminator(real, fake)
            }

            $"{name}, generator",
            loss,
            { new Side with
                member _.Of(real, fake) = loss.Generator(real, fake)
            }
    ]

let private discriminator (loss: ILoss) (real: float list) (fake: float list) =
    loss.Discriminator(Reference.vector real, Reference.vector fake) |> elements

let private generator (loss: ILoss) (real: float list) (fake: float list) =
    loss.Generator(Reference.vector real, Reference.vector fake) |> elements

[<Fact>]
let ``every loss has a name of its own, a source, and is found by its name`` () =
    Assert.Equal<string list>(Loss.all |> List.map _.Name |> List.distinct, Loss.all |> List.map _.Name)

    for loss in Loss.all do
        Assert.NotEmpty loss.Source
        Assert.Same(loss, Loss.find loss.Name)

    Assert.Throws<Collections.Generic.KeyNotFoundException>(fun () -> Loss.find "no such loss" |> ignore)
    |> ignore

[<Fact>]
let ``every divergence of the f-GAN family and every relativistic form has its loss`` () =
    Assert.Equal(6, FGan.losses.Length)

    Assert.Equal<FDivergence list>(List.distinct FGan.divergences, FGan.divergences)

    Assert.Equal(FSharp.Reflection.FSharpType.GetUnionCases(typeof<FDivergence>).Length, FGan.divergences.Length)

    Assert.Equal(
        2 * FSharp.Reflection.FSharpType.GetUnionCases(typeof<RelativisticForm>).Length,
        Relativistic.losses.Length
    )

/// Where a hinge has its kinks nothing is differentiable: a step of the difference formula must not cross one.
let private crossesKink (loss: ILoss) (real: float list) (fake: float list) =
    let near x = abs (abs x - 1.0) < 0.01

    match loss.Name with
    | "hinge" -> List.exists near (real @ fake)
    | "relativistic-hinge" -> List.exists2 (fun r f -> near (r - f)) real fake
    | "relativistic-average-hinge" ->
        List.exists (fun r -> near (r - List.average fake)) real
        || List.exists (fun f -> near (f - List.average real)) fake
    | _ -> false

// The scale of a difference's rounding error is the value's size over the step.
[<Law>]
let ``of every loss, the gradient by Dual is the central difference to 1e-10, by every logit`` (ScorePairs pairs) =
    let real, fake = List.unzip pairs

    all
        [
            for name, loss, side in sides do
                if not (crossesKink loss real fake) then
                    for i in 0 .. pairs.Length - 1 do
                        let total (r: float list) (f: float list) =
                            (sum (side.Of(Reference.vector r, Reference.vector f))).Item

                        let scale =
                            side.Of(Reference.vector real, Reference.vector fake).Values |> Array.sumBy abs

                        let check direction exact approximate =
                            near (1e-10 * max 1.0 (max scale (abs exact))) approximate exact
                            |> Prop.label $"{name}, {direction} {i}"

                        let byReal = (sum (side.Of(moving real i, still fake))).Tangent.Item
                        let byFake = (sum (side.Of(still real, moving fake i))).Tangent.Item
                        check "real" byReal (difference (fun r -> total r fake) real i)
                        check "fake" byFake (difference (total real) fake i)
        ]

/// Losses whose definition is an exponential of the logit: at 10000 the value itself is beyond the largest float64,
/// e^709.78. They have to be finite up to 700 and must not become NaN beyond.
let private exponential (loss: ILoss) =
    [ KullbackLeibler; ReverseKullbackLeibler; SquaredHellinger ]
    |> List.exists (fun divergence -> FGan.name divergence = loss.Name)

let private averages (loss: ILoss) =
    loss.Name.StartsWith "relativistic-average"

[<Fact>]
let ``of every loss, values and gradients are finite at logits of 10000 and -10000, of the exponential ones at 700``
    ()
    =
    for name, loss, side in sides do
        let size = if exponential loss then 700.0 else 1e4

        for real in [ -size; size ] do
            for fake in [ -size; size ] do
                for x, y in
                    [
                        moving [ real; 0.5 ] 0, still [ fake; -0.5 ]
                        still [ real; 0.5 ], moving [ fake; -0.5 ] 0
                    ] do
                    let result = side.Of(x, y)

                    for value in Array.append result.Value.Values result.Tangent.Values do
                        Assert.True(Double.IsFinite value, $"{name} at {real}, {fake}: {value}")

                let extreme = side.Of(Reference.scalar (1e4 * real), Reference.scalar (1e4 * fake))
                Assert.False(Double.IsNaN extreme.Item, $"{name} beyond: {extreme.Item}")

// At real = log 3 and fake = -log 3 (D = 3/4 and 1/4 where D is a probability), l = log 3 = 1.0986122886681098:
// minimax: -2 log(3/4) = 0.5753641449035618, log(3/4); non-saturating generator: -log(1/4) = log 4.
// least squares 0, 1, 1: ((l-1)^2 + l^2)/2 = 0.6083367..., (l+1)^2/2; -1, 1, 0: ((l-1)^2 + (1-l)^2)/2 = (l-1)^2, l^2/2.
// hinge: max(1-l, 0) + max(1-l, 0) = 0, l. Wasserstein: -2l, l.
// Relativistic, difference 2l, sigma(2l) = 9/10: -log(9/10); (2l-1)^2; 0; generators: -log(1/10); (2l+1)^2; 1+2l.
// Average over one sample each: twice the same.
// f-GAN, e^l = 3. KL: -l + e^(-l-1) = -l + 1/(3e), l. Reverse: e^-l + (-l-1) = -l - 2/3; generator e^-(-l) = 3.
// Pearson: -l + l^2/4 - l, l. Hellinger: -(1 - 1/3) + (1/3 - 1) = -4/3; generator -(1 - 3) = 2.
// JS: -(log 2 + log(3/4)) - log 2 - log(3/4) = -2 log(3/2); generator -(log 2 + log(1/4)) = log 2.
// TV: tanh(l)/2 = 2/5: -4/5, 2/5.
let private exact =
    let l = Math.Log 3.0

    [
        "minimax", 0.5753641449035618, -0.2876820724517809
        "non-saturating", 0.5753641449035618, 1.3862943611198906
        "least-squares", ((l - 1.0) * (l - 1.0) + l * l) / 2.0, (l + 1.0) * (l + 1.0) / 2.0
        "least-squares-pearson", (l - 1.0) * (l - 1.0), l * l / 2.0
        "hinge", 0.0, l
        "wasserstein", -2.0 * l, l
        "relativistic", 0.10536051565782628, 2.302585092994046
        "relativistic-least-squares", (2.0 * l - 1.0) * (2.0 * l - 1.0), (2.0 * l + 1.0) * (2.0 * l + 1.0)
        "relativistic-hinge", 0.0, 1.0 + 2.0 * l
        "relativistic-average", 0.21072103131565253, 4.605170185988092
        "relativistic-average-least-squares",
        2.0 * (2.0 * l - 1.0) * (2.0 * l - 1.0),
        2.0 * (2.0 * l + 1.0) * (2.0 * l + 1.0)
        "relativistic-average-hinge", 0.0, 2.0 + 4.0 * l
        "f-gan-kl", -l + 1.0 / (3.0 * Math.E), l
        "f-gan-reverse-kl", -l - 2.0 / 3.0, 3.0
        "f-gan-pearson", -2.0 * l + l * l / 4.0, l
        "f-gan-hellinger", -4.0 / 3.0, 2.0
        "f-gan-jensen-shannon", -0.8109302162163288, 0.6931471805599453
        "f-gan-total-variation", -0.8, 0.4
    ]

[<Fact>]
let ``every loss has its exact values at log 3 and -log 3`` () =
    let l = Math.Log 3.0
    Assert.Equal<string list>(Loss.named |> List.map fst, exact |> List.map (fun (name, _, _) -> name))

    for (_, loss), (name, d, g) in List.zip Loss.named exact do
        let actual = discriminator loss [ l ] [ -l ] |> List.exactlyOne
        Assert.True(abs (actual - d) <= 4e-15, $"{name}, discriminator: {d} but {actual}")
        let actual = generator loss [ l ] [ -l ] |> List.exactlyOne
        Assert.True(abs (actual - g) <= 4e-15, $"{name}, generator: {g} but {actual}")

[<Fact>]
let ``both sides of every loss move their players in the right direction`` () =
    for name, loss in Loss.named do
        let slope (side: Dual<Reference> -> Dual<Reference>) (x: float) =
            (Dual.derivative side (Reference.vector [ x ])).Values[0]

        let real, fake = still [ 0.3 ], still [ -0.2 ]
        Assert.True(slope (fun r -> loss.Discriminator(r, fake)) 0.3 < 0.0, $"{name}: real scores rise")

        Assert.True(slope (fun f -> loss.Discriminator(real, f)) 0.2 > 0.0, $"{name}: generated scores fall")

        Assert.True(slope (fun f -> loss.Generator(real, f)) -0.2 < 0.0, $"{name}: the generator's rise")

[<Law>]
let ``a loss is one value per sample: a batch is its samples one by one, unless it averages`` (LogitPairs pairs) =
    let real, fake = List.unzip pairs

    all
        [
            for name, loss, side in sides do
                if not (averages loss) then
                    let single (r, f) =
                        side.Of(Reference.scalar r, Reference.scalar f).Item

                    side.Of(Reference.vector real, Reference.vector fake) |> elements = List.map single pairs
                    |> Prop.label name
        ]

// The losses of a form, as the list has them.
let private pairedOf (form: RelativisticForm) =
    match form with
    | Standard -> Relativistic.losses[0]
    | Squared -> Relativistic.losses[1]
    | Margin -> Relativistic.losses[2]

let private averageOf (form: RelativisticForm) =
    match form with
    | Standard -> Relativistic.losses[3]
    | Squared -> Relativistic.losses[4]
    | Margin -> Relativistic.losses[5]

[<Law>]
let ``an average loss is one value per sample whose other side is the batch's mean`` (ScorePairs pairs) =
    let real, fake = List.unzip pairs
    let meanReal, meanFake = List.average real, List.average fake

    all
        [
            for form in [ Standard; Squared; Margin ] do
                // f(d) from the paired form at a difference of d.
                let f (d: float) =
                    (Relativistic.discriminator form (Reference.scalar d) (Reference.scalar 0.0)).Item

                let d = discriminator (averageOf form) real fake
                let g = generator (averageOf form) real fake

                for k, (x, y) in List.indexed pairs do
                    near 1e-10 (f (x - meanFake) + f (meanReal - y)) d[k]
                    near 1e-10 (f (meanFake - x) + f (y - meanReal)) g[k]
        ]

[<Law>]
let ``a constant added to all scores changes no relativistic loss and no Wasserstein discriminator``
    (ScorePairs pairs)
    (Moderate shift)
    =
    let real, fake = List.unzip pairs
    let moved = List.map (fun x -> x + shift)

    all
        [
            for name, loss, side in sides do
                let isDifference =
                    loss.Traits.HasFlag LossTraits.GeneratorUsesReal
                    || loss.Name = "wasserstein" && name.EndsWith "discriminator"

                if isDifference then
                    for a, b in
                        List.zip
                            (side.Of(Reference.vector real, Reference.vector fake) |> elements)
                            (side.Of(Reference.vector (moved real), Reference.vector (moved fake))
                             |> elements) do
                        near (1e-11 * max 1.0 (abs a)) a b |> Prop.label name
        ]

[<Law>]
let ``exchanging real and generated and turning the scores' sign changes no symmetric discriminator``
    (LogitPairs pairs)
    =
    let real, fake = List.unzip pairs
    let turned = List.map (~-)

    all
        [
            for loss in
                [
                    Minimax.loss
                    Hinge.loss
                    Wasserstein.loss
                    Loss.find "least-squares-pearson"
                    pairedOf Standard
                    pairedOf Margin
                ] do
                for a, b in List.zip (discriminator loss real fake) (discriminator loss (turned fake) (turned real)) do
                    near (1e-12 * max 1.0 (abs a)) a b
        ]

[<Law>]
let ``the two cross-entropy generators share their fixed point: slopes differ by exactly -1`` (Logits logits) =
    let slope (loss: ILoss) (fake: float) =
        (Dual.derivative (fun f -> loss.Generator(f, f)) (Reference.scalar fake)).Item

    // Minimax: -D. Non-saturating: D - 1. Their sum is -1 at every logit.
    all
        [
            for fake in logits do
                near 1e-12 -1.0 (slope Minimax.loss fake + slope NonSaturating.loss fake)
        ]

/// The expected loss of outputs v_k on outcome k, data p, generator q: sum_jk p_j q_k J_D(v_j, v_k).
let private expected loss (p: Distribution) (q: Distribution) (outputs: float list) =
    List.sum
        [
            for a, v in Seq.zip p.Probabilities outputs do
                for b, w in Seq.zip q.Probabilities outputs do
                    a * b * (discriminator loss [ v ] [ w ]).Head
        ]

/// Outputs that minimise the expected loss, and its least value, from the theory.
let private optimum (loss: ILoss) (p: Distribution) (q: Distribution) =
    let both f =
        List.map2 f (List.ofArray p.Probabilities) (List.ofArray q.Probabilities)

    let scalar (f: Reference -> Reference -> Reference) =
        both (fun a b -> (f (Reference.scalar a) (Reference.scalar b)).Item)

    let labels =
        match loss.Name with
        | "least-squares" -> Some LeastSquares.zeroOne
        | "least-squares-pearson" -> Some LeastSquares.pearson
        | _ -> None

    let divergence =
        FGan.divergences |> List.tryFind (fun one -> FGan.name one = loss.Name)

    match loss.Name, labels, divergence with
    | "minimax", _, _
    | "non-saturating", _, _ -> Some(scalar OptimalDiscriminator.logit, -(GameValue.atOptimalDiscriminator p q))
    | _, Some labels, _ ->
        // sum (b - a)^2 p q / (2 (p + q))
        let gap = (labels.Real - labels.Fake) ** 2.0

        Some(
            scalar (OptimalDiscriminator.leastSquares labels),
            both (fun a b -> gap * a * b / (2.0 * (a + b))) |> List.sum
        )
    | "hinge", _, _ -> Some(both (fun a b -> float (sign (a - b))), 2.0 * (1.0 - Divergences.totalVariation p q))
    | _, _, Some divergence ->
        // g_f(v) = T*: v = T, -log(-T), T, -log(1 - T), log(p/q); total variation saturates.
        let critic = scalar (OptimalDiscriminator.variationalCritic divergence)

        let outputs =
            match divergence with
            | KullbackLeibler
            | PearsonChiSquared -> critic
            | ReverseKullbackLeibler -> critic |> List.map (fun t -> -(log -t))
            | SquaredHellinger -> critic |> List.map (fun t -> -(log (1.0 - t)))
            | JensenShannon -> both (fun a b -> log (a / b))
            | TotalVariation -> critic |> List.map (fun t -> 40.0 * float (sign t))

        Some(outputs, -(Divergences.fDivergence divergence p q))
    // Unbounded below without a bound on the critic's slope; see the earth mover's law. The optimum of a relativistic
    // loss depends on all pairs; see the law of equal players.
    | _ -> None

[<Fact>]
let ``every loss but Wasserstein's and the relativistic ones has a known optimum`` () =
    let p, q =
        match Distribution.ofWeights [ 1.0; 2.0 ], Distribution.ofWeights [ 2.0; 1.0 ] with
        | Ok p, Ok q -> p, q
        | _ -> failwith "These weights make distributions."

    let without =
        [
            for loss in Loss.all do
                if (optimum loss p q).IsNone then
                    loss.Name
        ]

    Assert.Equal<string list>(Wasserstein.loss.Name :: (Relativistic.losses |> List.map _.Name), without)

let private positive (p: Distribution) (q: Distribution) =
    Array.forall (fun a -> a > 1e-3) p.Probabilities
    && Array.forall (fun a -> a > 1e-3) q.Probabilities

[<Law>]
let ``every discriminator's expected loss is least at its known optimum, with the known value``
    (Distributions(p, q))
    (Moderate push)
    (NonNegativeInt where)
    =
    positive p q
    ==> lazy
        (all
            [
                for name, loss in Loss.named do
                    match optimum loss p q with
                    | None -> ()
                    | Some(outputs, least) ->
                        let i = where % outputs.Length
                        let scale = max 1.0 (abs least)
                        let value = expected loss p q outputs
                        let pushed = List.updateAt i (outputs[i] + push / 50.0) outputs
                        near (1e-9 * scale) least value |> Prop.label $"{name}: value"

                        (expected loss p q pushed >= least - 1e-9 * scale)
                        |> Prop.label $"{name}: pushed by {push / 50.0}"
            ])

// f(0) for every difference: log 2, 1, 1; twice that on average.
[<Fact>]
let ``between equal players a relativistic discriminator can do no better than a constant`` () =
    for form, atZero in [ Standard, log 2.0; Squared, 1.0; Margin, 1.0 ] do
        for other in [ 0.25; -1.5; 3.0 ] do
            let pairs =
                [
                    for x in [ 0.0; other ] do
                        for y in [ 0.0; other ] -> x, y
                ]

            let value loss =
                pairs |> List.averageBy (fun (x, y) -> (discriminator loss [ x ] [ y ]).Head)

            Assert.True(value (pairedOf form) > atZero - 1e-12)
            Assert.Equal(atZero, (discriminator (pairedOf form) [ other ] [ other ]).Head, 1e-15)
            Assert.Equal(2.0 * atZero, (discriminator (averageOf form) [ other ] [ other ]).Head, 1e-15)
