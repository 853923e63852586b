/// Restricted domains as single-case unions, and the attribute that brings their generators to a test.
module Gan.PropertyTests.Generators

open System
open FsCheck
open FsCheck.FSharp
open FsCheck.Xunit
open Gan.Math
open Gan.Math.Attacks
open Gan.Math.Losses
open Gan.Math.Theory
open Gan.Math.Updates

/// A discriminator's logits: between 1 and 8 of them, from everyday to extreme size.
type Logits = Logits of float list

/// Real and generated logits, equally many.
type LogitPairs = LogitPairs of (float * float) list

/// A number in (0, 1).
type Fraction = Fraction of float

/// Two distributions on the same outcomes, zeros included.
type Distributions = Distributions of Distribution * Distribution

/// Real and generated scores of everyday size, [-6, 6], equally many.
type ScorePairs = ScorePairs of (float * float) list

/// A number in [-100, 100].
type Moderate = Moderate of float

let divergences =
    [
        KullbackLeibler
        ReverseKullbackLeibler
        PearsonChiSquared
        SquaredHellinger
        JensenShannon
        TotalVariation
    ]

/// The rule, without its record's braces.
let momentum (decay: float) (dampening: float) (nesterov: bool) =
    Momentum
        {
            Decay = decay
            Dampening = dampening
            Nesterov = nesterov
        }

let private between (low: float) (high: float) =
    Gen.choose (0, 1_000_000)
    |> Gen.map (fun k -> low + (high - low) * float k / 1_000_000.0)

let private logit =
    Gen.frequency
        [
            6, between -5.0 5.0
            2, between -30.0 30.0
            1, between -1e4 1e4
            1, Gen.constant 0.0
        ]

let private upTo8 (gen: Gen<'T>) =
    Gen.choose (1, 8) |> Gen.bind (fun n -> Gen.listOfLength n gen)

let private weights (n: int) =
    Gen.listOfLength n (Gen.frequency [ 5, between 0.001 1.0; 1, Gen.constant 0.0 ])
    |> Gen.map (fun w -> if List.sum w = 0.0 then List.replicate n 1.0 else w)

let distributionOf (weights: float seq) =
    match Distribution.ofWeights weights with
    | Ok p -> p
    | Error message -> invalidArg (nameof weights) message

type Arbitraries =
    static member Logits() =
        upTo8 logit |> Gen.map Logits |> Arb.fromGen

    static member LogitPairs() =
        upTo8 (Gen.zip logit logit) |> Gen.map LogitPairs |> Arb.fromGen

    static member ScorePairs() =
        upTo8 (Gen.zip (between -6.0 6.0) (between -6.0 6.0))
        |> Gen.map ScorePairs
        |> Arb.fromGen

    static member Fraction() =
        between 0.0001 0.9999 |> Gen.map Fraction |> Arb.fromGen

    static member Moderate() =
        between -100.0 100.0 |> Gen.map Moderate |> Arb.fromGen

    static member Distributions() =
        Gen.choose (1, 9)
        |> Gen.bind (fun n -> Gen.zip (weights n) (weights n))
        |> Gen.map (fun (p, q) -> Distributions(distributionOf p, distributionOf q))
        |> Arb.fromGen

/// A law: a property with this file's generators, 300 cases.
[<AttributeUsage(AttributeTargets.Method)>]
type LawAttribute() =
    inherit PropertyAttribute(Arbitrary = [| typeof<Arbitraries> |], MaxTest = 300, QuietOnSuccess = true)

/// Two-sided: |actual - expected| <= relative * max(1e-300, |expected|).
let agree (relative: float) (expected: float) (actual: float) =
    abs (actual - expected) <= relative * max 1e-300 (abs expected)
    |> Prop.label $"expected %.17g{expected}, got %.17g{actual}"

/// As `agree`, with an absolute allowance for values near zero.
let near (absolute: float) (expected: float) (actual: float) =
    abs (actual - expected) <= absolute
    |> Prop.label $"expected %.17g{expected}, got %.17g{actual}"

let all (properties: Property seq) =
    Seq.fold (.&.) (Prop.ofTestable true) properties

let elements (x: Reference) = x.Values |> List.ofArray

/// df/dx_i of a function of several numbers, by differences of fourth order: the error is of order h^4.
let difference (f: float list -> float) (x: float list) (i: int) =
    let h = 1e-3
    let at k = f (List.updateAt i (x[i] + k * h) x)
    (8.0 * (at 1.0 - at -1.0) - (at 2.0 - at -2.0)) / (12.0 * h)

/// A vector whose element i moves with unit speed.
let moving (x: float list) (i: int) : Dual<Reference> =
    {
        Value = Reference.vector x
        Tangent = Reference.vector (List.init x.Length (fun k -> if k = i then 1.0 else 0.0))
    }

/// One sample.
let row (values: float list) =
    Reference.create [ 1; values.Length ] values

/// One sample whose element i moves with unit speed.
let movingRow (values: float list) (i: int) : Dual<Reference> =
    {
        Value = row values
        Tangent = row (List.init values.Length (fun k -> if k = i then 1.0 else 0.0))
    }

/// The only element.
let single (x: Reference) = Xunit.Assert.Single x.Values

let still (x: float list) = Dual.constant (Reference.vector x)

/// Masks that do not move with the logits.
let stillMasks (masks: LogitMasks<Reference>) : LogitMasks<Dual<Reference>> =
    {
        Label = Dual.constant masks.Label
        Target = Dual.constant masks.Target
        Other = Dual.constant masks.Other
        Rival = Dual.constant masks.Rival
        First = Dual.constant masks.First
        Third = Dual.constant masks.Third
        Fourth = Dual.constant masks.Fourth
    }
