module Gan.PropertyTests.SeedsLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.PropertyTests.Generators

// SplitMix64 from state 0, the published first outputs of the reference implementation.
[<Fact>]
let ``words are SplitMix64's published sequence`` () =
    Assert.Equal(0xE220A8397B1DCDAFUL, Seeds.word 0UL 0UL)
    Assert.Equal(0x6E789E6AA1B965F4UL, Seeds.word 0UL 1UL)
    Assert.Equal(0x06C45D188009454FUL, Seeds.word 0UL 2UL)

[<Law>]
let ``streams of different seed, purpose or index differ`` (seed: uint64) (index: uint64) =
    let key = Seeds.derive seed "latent" index

    key <> Seeds.derive seed "shuffle" index
    && key <> Seeds.derive (seed + 1UL) "latent" index
    && key <> Seeds.derive seed "latent" (index + 1UL)

[<Law>]
let ``uniform draws lie in [0, 1)`` (key: uint64) (counter: uint64) =
    let u = Seeds.uniform key counter
    0.0 <= u && u < 1.0

[<Law>]
let ``a permutation holds every index once`` (key: uint64) (NonNegativeInt count) =
    Seeds.permutation key count |> Array.sort = [| 0 .. count - 1 |]

[<Fact>]
let ``a permutation of negative length is refused`` () =
    Assert.Throws<ArgumentOutOfRangeException>(fun () -> Seeds.permutation 0UL -1 |> ignore)
    |> ignore

// 24 permutations of 4 from 24,000 keys: chi^2 with 23 degrees of freedom exceeds 49.7 once in a thousand.
[<Fact>]
let ``every permutation is equally likely`` () =
    let counts =
        [
            for key in 1UL .. 24_000UL -> Seeds.permutation (Seeds.derive key "test" 0UL) 4 |> Array.toList
        ]
        |> List.countBy id

    Assert.Equal(24, counts.Length)

    let chiSquared =
        counts |> List.sumBy (fun (_, n) -> (float n - 1000.0) ** 2.0 / 1000.0)

    Assert.InRange(chiSquared, 5.0, 49.7)

// 100,000 draws: standard errors are 0.003 for the mean, 0.0045 for the variance, 0.0155 for the fourth moment / 3.
[<Fact>]
let ``normal draws have the moments of the standard normal distribution`` () =
    let draws = Array.init 100_000 (fun i -> Seeds.normal 42UL (uint64 i))
    Assert.Equal(0.0, Array.average draws, 0.013)
    Assert.Equal(1.0, draws |> Array.averageBy (fun x -> x * x), 0.018)
    Assert.Equal(0.0, draws |> Array.averageBy (fun x -> x * x * x), 0.05)
    Assert.Equal(3.0, draws |> Array.averageBy (fun x -> x ** 4.0), 0.13)
    Assert.Equal(0.0, Array.pairwise draws |> Array.averageBy (fun (a, b) -> a * b), 0.013)

[<Law>]
let ``fan-in uniform weights lie within their bound and fill it`` (key: uint64) (PositiveInt fanIn) =
    let bound = 1.0 / sqrt (float fanIn)

    let weights =
        Array.init 300 (fun i -> Initialisers.fanInUniform (int64 fanIn) key (uint64 i))

    Array.forall (fun w -> abs w <= bound) weights
    && Array.max weights > 0.9 * bound
    && Array.min weights < -0.9 * bound

// 10,000 draws: the standard error of the deviation is 0.02 / sqrt(20,000) = 0.00014.
[<Fact>]
let ``small normal weights have mean 0 and deviation 0.02`` () =
    let weights = Array.init 10_000 (fun i -> Initialisers.smallNormal 5UL (uint64 i))
    Assert.Equal(0.0, Array.average weights, 0.0008)
    Assert.Equal(0.02, sqrt (weights |> Array.averageBy (fun w -> w * w)), 0.0006)
