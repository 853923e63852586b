namespace Gan.Math.Theory

open System
open Gan.Math

[<NoComparison>]
type GaussianMixture =
    { Centres: float[][]; Deviation: float }

[<RequireQualifiedAccess>]
module GaussianMixture =

    // Quarters of a turn come out exactly.
    let private onCircle (radius: float) (turn: float) =
        let struct (sine, cosine) = Double.SinCosPi(2.0 * turn)
        [| radius * cosine; radius * sine |]

    [<CompiledName("Ring")>]
    let ring =
        {
            Centres = Array.init 8 (fun k -> onCircle 2.0 (float k / 8.0))
            Deviation = 0.1
        }

    [<CompiledName("Grid")>]
    let grid =
        {
            Centres = Array.init 25 (fun k -> [| float (k % 5 - 2); float (k / 5 - 2) |])
            Deviation = 0.05
        }

    [<CompiledName("Spiral")>]
    let spiral =
        {
            Centres =
                Array.init 100 (fun k ->
                    let u = 0.2 + 0.8 * float k / 99.0
                    onCircle (2.4 * u) (2.0 * u))
            Deviation = 0.1
        }

    [<CompiledName("LogDensity")>]
    let logDensity (mixture: GaussianMixture) (x: float[]) =
        let variance = mixture.Deviation * mixture.Deviation

        let exponents =
            mixture.Centres
            |> Array.map (fun c ->
                -(Array.fold2 (fun sum a b -> sum + (a - b) * (a - b)) 0.0 x c)
                / (2.0 * variance))

        // The nearest centre's term is 1, so that the sum is not lost far away.
        let largest = Array.max exponents

        largest + log (exponents |> Array.sumBy (fun e -> exp (e - largest)))
        - log (2.0 * Math.PI * variance * float exponents.Length)

    [<CompiledName("Draw")>]
    let draw (mixture: GaussianMixture) (key: uint64) (n: uint64) =
        let counter = 3UL * n
        let mode = int (Seeds.word key (2UL * counter) % uint64 mixture.Centres.Length)
        let centre = mixture.Centres[mode]

        struct (mode,
                centre[0] + mixture.Deviation * Seeds.normal key (counter + 1UL),
                centre[1] + mixture.Deviation * Seeds.normal key (counter + 2UL))
