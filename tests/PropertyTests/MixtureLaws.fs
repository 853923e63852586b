/// Laws of the densities in the plane.
module Gan.PropertyTests.MixtureLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Theory
open Gan.PropertyTests.Generators

let private mixtures =
    [
        "ring", GaussianMixture.ring
        "grid", GaussianMixture.grid
        "spiral", GaussianMixture.spiral
    ]

/// The integral of f(log p) p over the plane. The trapezoid rule is exact to rounding for Gaussians on steps of half a deviation.
let private expectation (mixture: GaussianMixture) (f: float -> float) =
    let h = mixture.Deviation / 2.0
    let side = [| -3.5 .. h .. 3.5 |]

    side
    |> Array.Parallel.sumBy (fun x ->
        side
        |> Array.sumBy (fun y ->
            let log_p = GaussianMixture.logDensity mixture [| x; y |]
            h * h * exp log_p * f log_p))

[<Fact>]
let ``densities integrate to 1`` () =
    for name, mixture in mixtures do
        let total = expectation mixture (fun _ -> 1.0)
        Assert.True(abs (total - 1.0) < 1e-9, $"{name}: {total}")

[<Law>]
let ``a density is the mean of its Gaussians`` (Moderate x) (Moderate y) =
    all
        [
            for _, mixture in mixtures do
                let x, y = x / 40.0, y / 40.0
                let s = mixture.Deviation

                let mean =
                    mixture.Centres
                    |> Array.averageBy (fun c ->
                        let square = (x - c[0]) ** 2.0 + (y - c[1]) ** 2.0
                        exp (-square / (2.0 * s * s)) / (2.0 * Math.PI * s * s))

                let found = GaussianMixture.logDensity mixture [| x; y |]
                // Where the sum is too small for a number its logarithm is still right: at least the nearest Gaussian's K-th.
                if mean > 1e-290 then
                    near 1e-9 (log mean) found
                else
                    (Double.IsFinite found && found < -600.0) |> Prop.label $"{found}"
        ]

[<Fact>]
let ``draws have the density: their mean log-density is minus its entropy`` () =
    for name, mixture in mixtures do
        let key = Seeds.derive 5UL name 0UL

        let drawn =
            Array.init 20_000 (fun n ->
                let struct (_, x, y) = GaussianMixture.draw mixture key (uint64 n)
                GaussianMixture.logDensity mixture [| x; y |])

        let expected = expectation mixture id
        let mean = Array.average drawn

        let deviation = sqrt (drawn |> Array.averageBy (fun l -> (l - mean) ** 2.0))

        Assert.True(
            abs (mean - expected) < 4.0 * deviation / sqrt (float drawn.Length),
            $"{name}: {mean} for {expected}, deviation {deviation}"
        )

[<Law>]
let ``a draw lies around its mode's centre`` (seed: uint64) (PositiveInt n) =
    all
        [
            for _, mixture in mixtures do
                let struct (mode, x, y) = GaussianMixture.draw mixture seed (uint64 n)
                let centre = mixture.Centres[mode]
                let away = max (abs (x - centre[0])) (abs (y - centre[1]))
                // A normal draw beyond 8 comes once in 10^15.
                away <= 8.0 * mixture.Deviation |> Prop.label $"{away} from mode {mode}"
        ]

[<Law>]
let ``turning the plane by a mode changes nothing about the ring, nor mirroring it about the grid``
    (Moderate x)
    (Moderate y)
    =
    let x, y = x / 40.0, y / 40.0
    let c = sqrt 0.5
    let density = GaussianMixture.logDensity

    all
        [
            near
                1e-7
                (density GaussianMixture.ring [| x; y |])
                (density GaussianMixture.ring [| c * (x - y); c * (x + y) |])
            near 1e-7 (density GaussianMixture.grid [| x; y |]) (density GaussianMixture.grid [| -y; x |])
        ]
