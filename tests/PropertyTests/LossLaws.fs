module Gan.PropertyTests.LossLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Losses
open Gan.PropertyTests.Generators

/// Every loss of the catalogue, both sides, with its closed-form derivatives by the logits.
/// sigma(x) = 1 / (1 + e^-x); the derivations are one line each: d softplus(x) / dx = sigma(x).
let private sigma (x: float) = 1.0 / (1.0 + Math.Exp(-x))

let private generatorSlopes: (AdversarialLoss * (float -> float)) list =
    [
        AdversarialLoss.Minimax, (fun fake -> -(sigma fake)) // d/dx -softplus(x) = -D
        AdversarialLoss.NonSaturating, (fun fake -> -(sigma -fake))
    ] // d/dx softplus(-x) = D - 1

let private losses = AdversarialLoss.named |> List.map snd

let private forAll (pairs: LogitPairs) (law: AdversarialLoss -> float -> float -> Property) =
    let (LogitPairs pairs) = pairs

    all
        [
            for loss in losses do
                for real, fake in pairs do
                    law loss real fake
        ]

let private scalarD (loss: AdversarialLoss) (real: float) (fake: float) =
    (AdversarialLoss.discriminator loss (Reference.scalar real) (Reference.scalar fake)).Item

let private scalarG (loss: AdversarialLoss) (fake: float) =
    (AdversarialLoss.generator loss (Reference.scalar fake)).Item

[<Fact>]
let ``the catalogue has a closed-form slope for every loss`` () =
    Assert.Equal<AdversarialLoss list>(losses, generatorSlopes |> List.map fst)

[<Law>]
let ``the discriminator's gradient by Dual is its closed form: D(x) - 1 and D(G(z))`` (pairs: LogitPairs) =
    forAll pairs (fun loss real fake ->
        let byReal =
            Dual.derivative
                (fun x -> AdversarialLoss.discriminator loss x (Dual.constant (Reference.scalar fake)))
                (Reference.scalar real)

        let byFake =
            Dual.derivative
                (fun x -> AdversarialLoss.discriminator loss (Dual.constant (Reference.scalar real)) x)
                (Reference.scalar fake)

        agree 1e-12 (-(sigma -real)) byReal.Item
        .&. agree 1e-12 (sigma fake) byFake.Item)

[<Law>]
let ``the generator's gradient by Dual is its closed form`` (Logits logits) =
    all
        [
            for loss, slope in generatorSlopes do
                for fake in logits do
                    let gradient =
                        Dual.derivative (AdversarialLoss.generator loss) (Reference.scalar fake)

                    agree 1e-12 (slope fake) gradient.Item
        ]

[<Law>]
let ``gradients by Dual agree with central differences`` (pairs: LogitPairs) =
    let h = 1e-5

    forAll pairs (fun loss real fake ->
        (abs real < 20.0 && abs fake < 20.0)
        ==> lazy
            (let difference f x = (f (x + h) - f (x - h)) / (2.0 * h)

             let byFake =
                 Dual.derivative (AdversarialLoss.generator loss) (Reference.scalar fake)

             let byReal =
                 Dual.derivative
                     (fun x -> AdversarialLoss.discriminator loss x (Dual.constant (Reference.scalar fake)))
                     (Reference.scalar real)

             near 1e-8 (difference (scalarG loss) fake) byFake.Item
             .&. near 1e-8 (difference (fun x -> scalarD loss x fake) real) byReal.Item))

[<Fact>]
let ``values and gradients are finite at logits of 10000 and -10000`` () =
    for loss in losses do
        for real in [ -1e4; 1e4 ] do
            for fake in [ -1e4; 1e4 ] do
                let dual (x: float) = Dual.variable (Reference.scalar x)
                let d = AdversarialLoss.discriminator loss (dual real) (dual fake)
                let g = AdversarialLoss.generator loss (dual fake)

                for value in [ d.Value; d.Tangent; g.Value; g.Tangent ] do
                    Assert.True(Double.IsFinite value.Item, $"{loss} at {real}, {fake}: {value.Item}")

// At logit 0: D = 1/2. J_D = -2 log(1/2) = log 4 = 1.3862943611198906.
// At real = log 3 (D = 3/4) and fake = -log 3 (D = 1/4): J_D = -2 log(3/4) = 0.5753641449035618.
[<Fact>]
let ``the discriminator's loss has its exact values`` () =
    for loss in losses do
        Assert.Equal(1.3862943611198906, scalarD loss 0.0 0.0, 1e-15)
        Assert.Equal(0.5753641449035618, scalarD loss (log 3.0) -(log 3.0), 1e-15)
        // D(x) = 3/4 and D(G(z)) = 3/4: -log(3/4) - log(1/4) = 1.6739764335716716
        Assert.Equal(1.6739764335716716, scalarD loss (log 3.0) (log 3.0), 1e-15)

// D(G(z)) = 1/2: minimax log(1/2) = -0.6931471805599453, non-saturating log 2.
// D(G(z)) = 1/4: minimax log(3/4) = -0.2876820724517809, non-saturating log 4.
[<Fact>]
let ``the generator's losses have their exact values`` () =
    Assert.Equal(-0.6931471805599453, scalarG AdversarialLoss.Minimax 0.0, 1e-15)
    Assert.Equal(-0.2876820724517809, scalarG AdversarialLoss.Minimax -(log 3.0), 1e-15)
    Assert.Equal(0.6931471805599453, scalarG AdversarialLoss.NonSaturating 0.0, 1e-15)
    Assert.Equal(1.3862943611198906, scalarG AdversarialLoss.NonSaturating -(log 3.0), 1e-15)

[<Law>]
let ``a loss is one value per sample: a batch is its samples one by one`` (LogitPairs pairs) =
    let real = pairs |> List.map fst |> Reference.vector
    let fake = pairs |> List.map snd |> Reference.vector

    all
        [
            for loss in losses do
                let batch = AdversarialLoss.discriminator loss real fake |> elements
                Prop.ofTestable (batch = [ for r, f in pairs -> scalarD loss r f ])
                let batch = AdversarialLoss.generator loss fake |> elements
                Prop.ofTestable (batch = [ for _, f in pairs -> scalarG loss f ])
        ]

[<Law>]
let ``the discriminator gains from a higher real and a lower generated logit`` (pairs: LogitPairs) =
    forAll pairs (fun loss real fake ->
        (abs real < 30.0 && abs fake < 30.0)
        ==> (scalarD loss (real + 0.5) fake < scalarD loss real fake
             && scalarD loss real (fake - 0.5) < scalarD loss real fake))

[<Law>]
let ``the generator gains from a higher generated logit`` (Logits logits) =
    all
        [
            for loss in losses do
                for fake in logits do
                    (abs fake < 30.0) ==> (scalarG loss (fake + 0.5) < scalarG loss fake)
        ]

[<Law>]
let ``the two generators share their fixed point: slopes differ by exactly -1`` (Logits logits) =
    let slope loss (fake: float) =
        (Dual.derivative (AdversarialLoss.generator loss) (Reference.scalar fake)).Item

    // Minimax: -D. Non-saturating: D - 1. Their sum is -1 at every logit, and both are negative.
    all
        [
            for fake in logits do
                near 1e-12 -1.0 (slope AdversarialLoss.Minimax fake + slope AdversarialLoss.NonSaturating fake)
        ]
