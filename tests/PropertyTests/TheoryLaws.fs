module Gan.PropertyTests.TheoryLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Losses
open Gan.Math.Theory
open Gan.PropertyTests.Generators

let private optimal (p: Distribution) (q: Distribution) =
    OptimalDiscriminator.probability (Reference.vector p.Probabilities) (Reference.vector q.Probabilities)
    |> elements

/// True if two distributions differ by more than rounding could hide: half the sum of |p_k - q_k|.
let private apart (p: Distribution) (q: Distribution) =
    Array.fold2 (fun sum a b -> sum + abs (a - b) / 2.0) 0.0 p.Probabilities q.Probabilities > 1e-3

let private finite (p: Distribution) (q: Distribution) =
    Array.forall2 (fun a b -> a + b > 0.0) p.Probabilities q.Probabilities

[<Law>]
let ``probabilities are not negative and sum to one`` (Distributions(p, _)) =
    near 1e-12 1.0 (Array.sum p.Probabilities)
    .&. (Array.forall (fun a -> 0.0 <= a && a <= 1.0) p.Probabilities)

[<Fact>]
let ``weights that are no distribution are refused with a sentence`` () =
    for weights in [ []; [ 0.0; 0.0 ]; [ 1.0; -1.0 ]; [ nan ]; [ infinity ] ] do
        match Distribution.ofWeights weights with
        | Error message -> Assert.NotEmpty message
        | Ok p -> Assert.Fail $"{weights} became {p}"

[<Fact>]
let ``weights too large to be summed are normalised all the same`` () =
    Assert.Equal<float[]>([| 0.5; 0.5 |], (distributionOf [ 1e308; 1e308 ]).Probabilities)

[<Law>]
let ``Kullback-Leibler is not negative, and zero only between equals`` (Distributions(p, q)) =
    let divergence = Divergences.kullbackLeibler p q

    near 0.0 0.0 (Divergences.kullbackLeibler p p)
    .&. (divergence >= -1e-12)
    .&. (not (apart p q) || divergence > 0.0)

[<Law>]
let ``Jensen-Shannon is symmetric, within [0, log 2], and zero between equals`` (Distributions(p, q)) =
    let divergence = Divergences.jensenShannon p q

    near 1e-12 divergence (Divergences.jensenShannon q p)
    .&. (-1e-12 <= divergence && divergence <= log 2.0 + 1e-12)
    .&. near 0.0 0.0 (Divergences.jensenShannon p p)

// p = (1, 0), q = (0, 1): KL = inf, JSD = log 2. p = (1/2, 1/2), q = (1/4, 3/4):
// KL = log 2 / 2 + log(2/3) / 2 = 0.14384103622589045.
[<Fact>]
let ``divergences have their exact values`` () =
    let p, q = distributionOf [ 1.0; 0.0 ], distributionOf [ 0.0; 1.0 ]
    Assert.Equal(infinity, Divergences.kullbackLeibler p q)
    Assert.Equal(log 2.0, Divergences.jensenShannon p q, 1e-15)
    let p, q = distributionOf [ 1.0; 1.0 ], distributionOf [ 1.0; 3.0 ]
    Assert.Equal(0.14384103622589045, Divergences.kullbackLeibler p q, 1e-15)

[<Law>]
let ``divergences of distributions on different outcomes are refused`` (Distributions(p, q)) =
    let longer = distributionOf (Array.append q.Probabilities [| 1.0 |])
    Prop.throws<ArgumentException, float>(lazy Divergences.kullbackLeibler p longer)

[<Law>]
let ``no discriminator beats the optimal one`` (Distributions(p, q)) (Fraction a) (Fraction b) =
    finite p q
    ==> lazy
        (let best = optimal p q
         // Any other discriminator: the optimal one pulled towards a, by b.
         let other = best |> List.map (fun d -> (1.0 - b) * d + b * a)
         GameValue.value p q other <= GameValue.value p q best + 1e-12)

[<Law>]
let ``at the optimal discriminator the game's value is -log 4 + 2 JSD`` (Distributions(p, q)) =
    finite p q
    ==> lazy
        (let value = GameValue.value p q (optimal p q)

         near 1e-12 (-log 4.0 + 2.0 * Divergences.jensenShannon p q) value
         .&. near 1e-12 value (GameValue.atOptimalDiscriminator p q))

[<Law>]
let ``the game's value is least, -log 4, exactly where the generator equals the data`` (Distributions(p, q)) =
    near 1e-12 (-log 4.0) (GameValue.atOptimalDiscriminator p p)
    .&. (GameValue.atOptimalDiscriminator p q >= -log 4.0 - 1e-12)
    .&. (not (apart p q) || GameValue.atOptimalDiscriminator p q > -log 4.0)

[<Law>]
let ``the optimal discriminator is 1/2 everywhere exactly where the generator equals the data`` (Distributions(p, q)) =
    finite p q
    ==> lazy
        (let half = List.forall (fun d -> d = 0.5)
         let same = Array.contains 0.0 p.Probabilities || half (optimal p p)

         let leans a b d =
             abs (a - b) < 1e-9 || sign (d - 0.5) = sign (a - b)

         Prop.ofTestable same
         .&. (not (apart p q) || not (half (optimal p q)))
         // It leans to the side that is likelier.
         .&. (List.forall2
             (fun (a, b) d -> leans a b d)
             (List.zip (List.ofArray p.Probabilities) (List.ofArray q.Probabilities))
             (optimal p q)))

[<Law>]
let ``the optimal probability is the sigmoid of the optimal logit`` (Fraction p) (Fraction q) =
    let data, generator = Reference.scalar p, Reference.scalar q

    agree
        1e-12
        (OptimalDiscriminator.probability data generator).Item
        (sigmoid (OptimalDiscriminator.logit data generator)).Item

// The bridge between theory and training: the expected loss of the optimal logits is minus the game's value.
[<Law>]
let ``the discriminator's loss at the optimal logits is minus the game's value`` (Distributions(p, q)) =
    let positive = Array.forall (fun a -> a > 0.0)

    (positive p.Probabilities && positive q.Probabilities)
    ==> lazy
        (let logits =
            OptimalDiscriminator.logit (Reference.vector p.Probabilities) (Reference.vector q.Probabilities)

         // E over p of the real term and over q of the generated one: the loss at (x, -inf) and (-inf, x) is one term.
         let never = Reference.vector (List.replicate p.Count 1e4)
         let real = Minimax.discriminator logits (-never)
         let fake = Minimax.discriminator never logits

         let expected =
             sum (Reference.vector p.Probabilities * real)
             + sum (Reference.vector q.Probabilities * fake)

         near 1e-12 (-(GameValue.atOptimalDiscriminator p q)) expected.Item)

[<Law>]
let ``the optimal logit is a stationary point of the expected loss`` (Fraction p) (Fraction q) =
    let expected (x: Dual<Reference>) =
        let never = Dual.constant (Reference.scalar 1e4)

        (Minimax.discriminator x (-never) .* p) + (Minimax.discriminator never x .* q)

    let logit = OptimalDiscriminator.logit (Reference.scalar p) (Reference.scalar q)
    near 1e-12 0.0 (Dual.derivative expected logit).Item

[<Law>]
let ``every f-divergence is not negative, zero between equals, and positive between others`` (Distributions(p, q)) =
    all
        [
            for divergence in divergences do
                let value = Divergences.fDivergence divergence p q

                near 1e-12 0.0 (Divergences.fDivergence divergence p p)
                |> Prop.label $"{divergence}"

                (value >= -1e-12 && (not (apart p q) || value > 0.0))
                |> Prop.label $"{divergence}"
        ]

[<Law>]
let ``the named divergences are f-divergences`` (Distributions(p, q)) =
    let same a b =
        if Double.IsInfinity a then
            Prop.ofTestable (a = b)
        else
            near (1e-9 * max 1.0 (abs a)) a b

    let sumOver term =
        Seq.sum (Seq.map2 term p.Probabilities q.Probabilities)

    same (Divergences.kullbackLeibler p q) (Divergences.fDivergence KullbackLeibler p q)
    .&. same (Divergences.kullbackLeibler q p) (Divergences.fDivergence ReverseKullbackLeibler p q)
    .&. same (sumOver (fun a b -> if a = b then 0.0 else (a - b) * (a - b) / b)) (Divergences.chiSquared p q)
    .&. same (sumOver (fun a b -> abs (a - b) / 2.0)) (Divergences.totalVariation p q)
    .&. same (2.0 * Divergences.jensenShannon p q) (Divergences.fDivergence JensenShannon p q)

// p = (1/2, 1/2), q = (1/4, 3/4): TV 1/4; chi^2 1/4 + 1/12 = 1/3; Hellinger (sqrt 1/2 - 1/2)^2 + (sqrt 1/2 - sqrt 3/4)^2
// = 2 - sqrt(1/2) - sqrt(3/2). With p = (1, 0), q = (0, 1) the limits count: inf, inf, inf, 2, 2 log 2, 1.
[<Fact>]
let ``f-divergences have their exact values`` () =
    let p, q = distributionOf [ 1.0; 1.0 ], distributionOf [ 1.0; 3.0 ]
    Assert.Equal(0.25, Divergences.totalVariation p q, 1e-15)
    Assert.Equal(1.0 / 3.0, Divergences.chiSquared p q, 1e-15)
    Assert.Equal(2.0 - sqrt 0.5 - sqrt 1.5, Divergences.fDivergence SquaredHellinger p q, 1e-15)
    let p, q = distributionOf [ 1.0; 0.0 ], distributionOf [ 0.0; 1.0 ]

    Assert.Equal<float list>(
        [ infinity; infinity; infinity; 2.0; 2.0 * log 2.0; 1.0 ],
        divergences
        |> List.map (fun divergence -> Divergences.fDivergence divergence p q)
    )

[<Law>]
let ``every variational bound is below its divergence and tight at the optimal critic``
    (Distributions(p, q))
    (Fraction pull)
    (ScorePairs pairs)
    =
    let positive = Array.forall (fun a -> a > 1e-3)

    (positive p.Probabilities && positive q.Probabilities)
    ==> lazy
        (all
            [
                for divergence in divergences do
                    let best =
                        OptimalDiscriminator.variationalCritic
                            divergence
                            (Reference.vector p.Probabilities)
                            (Reference.vector q.Probabilities)
                        |> elements

                    // Other critics, in the domain: an activation of any outputs, mixed with the best one.
                    let other =
                        best
                        |> List.mapi (fun k t ->
                            let output = Reference.scalar (fst pairs[k % pairs.Length])
                            (1.0 - pull) * t + pull * (FGan.activation divergence output).Item)

                    let value = Divergences.fDivergence divergence p q
                    let scale = max 1.0 value

                    near (1e-9 * scale) value (Divergences.variationalBound divergence p q best)
                    |> Prop.label $"{divergence}: tight"

                    (Divergences.variationalBound divergence p q other <= value + 1e-9 * scale)
                    |> Prop.label $"{divergence}: bound"
            ])

[<Law>]
let ``the least-squares discriminator is the labels' mean weighted by the densities`` (Fraction p) (Fraction q) =
    let best =
        OptimalDiscriminator.leastSquares LeastSquares.pearson (Reference.scalar p) (Reference.scalar q)

    near 1e-12 ((p - q) / (p + q)) best.Item

[<Law>]
let ``the earth mover's distance is a metric on the line`` (Distributions(p, q)) (Distributions(r, _)) =
    let pad (d: Distribution) =
        distributionOf (Array.append d.Probabilities (Array.zeroCreate (9 - d.Count)))

    let p, q, r = pad p, pad q, pad r
    let w = OptimalCritic.earthMover

    near 1e-12 (w p q) (w q p)
    .&. near 1e-12 0.0 (w p p)
    .&. (w p r <= w p q + w q r + 1e-12)
    .&. (not (apart p q) || w p q > 0.0)
    .&. (w p q <= 8.0 + 1e-12)

[<Law>]
let ``the optimal critic is 1-Lipschitz, attains the distance, and no other 1-Lipschitz critic exceeds it``
    (Distributions(p, q))
    (ScorePairs pairs)
    =
    let distance = OptimalCritic.earthMover p q

    let gain (critic: float seq) =
        Seq.sum (Seq.map2 (*) p.Probabilities critic)
        - Seq.sum (Seq.map2 (*) q.Probabilities critic)

    let best = OptimalCritic.potential p q
    // Slopes in [-1, 1] from the scores.
    let other =
        Seq.init p.Count (fun k -> tanh (snd pairs[k % pairs.Length]))
        |> Seq.scan (+) 0.0
        |> Seq.take p.Count

    near 1e-12 distance (gain best)
    .&. (gain other <= distance + 1e-12)
    .&. Array.forall (fun (a, b) -> abs (a - b) <= 1.0) (Array.pairwise best)
    // It is the Wasserstein loss that this critic minimises.
    .&. near
            1e-12
            -distance
            (List.sum
                [
                    for a, c in Seq.zip p.Probabilities best do
                        for b, d in Seq.zip q.Probabilities best do
                            a
                            * b
                            * (Wasserstein.discriminator (Reference.scalar c) (Reference.scalar d)).Item
                ])

// All mass from 0 to 3: distance 3.
[<Fact>]
let ``the earth mover's distance has its exact values`` () =
    let p, q =
        distributionOf [ 1.0; 0.0; 0.0; 0.0 ], distributionOf [ 0.0; 0.0; 0.0; 1.0 ]

    Assert.Equal(3.0, OptimalCritic.earthMover p q, 1e-15)
    Assert.Equal<float[]>([| 0.0; -1.0; -2.0; -3.0 |], OptimalCritic.potential p q)
    let p, q = distributionOf [ 1.0; 1.0; 0.0 ], distributionOf [ 0.0; 1.0; 1.0 ]
    Assert.Equal(1.0, OptimalCritic.earthMover p q, 1e-15)
