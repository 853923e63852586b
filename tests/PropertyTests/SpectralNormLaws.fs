/// Laws of spectral normalisation, on matrices whose singular values are known.
module Gan.PropertyTests.SpectralNormLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Metrics
open Gan.Math.Normalisation
open Gan.PropertyTests.Generators

let private normals purpose seed count =
    let key = Seeds.derive seed purpose 0UL
    List.init count (fun i -> Seeds.normal key (uint64 i))

/// W = A^T diag(s) B with rotations A and B: singular values s, the largest first, the next at most 0.7 of it.
let private matrix (seed: uint64) (size: int) =
    let rotation purpose =
        let draws = normals purpose seed (size * size) |> Array.ofList

        let symmetric =
            Array.init size (fun i -> Array.init size (fun j -> draws[i * size + j] + draws[j * size + i]))

        let struct (_, v) = SymmetricMatrix.eigen symmetric
        v

    let values = Array.init size (fun k -> if k = 0 then 3.0 else 2.1 / float k)

    let scaled =
        Array.map2 (fun s row -> Array.map ((*) s) row) values (rotation "right")

    SymmetricMatrix.multiply (Array.transpose (rotation "left")) scaled, values[0]

let private vector (x: float[]) = Reference.vector x

let private apply (w: float[][]) (x: Reference) =
    w |> Array.map (fun row -> Array.sum (Array.map2 (*) row x.Values)) |> vector

let private times (w: float[][]) = apply w
let private transposed (w: float[][]) = apply (Array.transpose w)

let private start seed size =
    vector (Array.ofList (normals "start" seed size))

let private sizeOf (PositiveInt n) = n % 6 + 1
let private single (x: Reference) = x.Values[0]

let private length (x: Reference) =
    sqrt (Array.sumBy (fun v -> v * v) x.Values)

let private sigmaAfter count w u =
    let rec go left u =
        let struct (next, v) = SpectralNorm.iterate (times w) (transposed w) u

        if left = 1 then
            single (SpectralNorm.sigma (times w) next v)
        else
            go (left - 1) next

    go count u

[<Law>]
let ``the iteration finds the largest singular value, and never more`` (seed: uint64) n =
    let size = sizeOf n
    let w, largest = matrix seed size
    let found = [ 1; 2; 5; 200 ] |> List.map (fun k -> sigmaAfter k w (start seed size))

    all
        [
            agree 1e-9 largest (List.last found)
            for sigma in found do
                (sigma > 0.0 && sigma <= largest * (1.0 + 1e-12)) |> Prop.label $"{sigma}"
            for before, after in List.pairwise found do
                after >= before * (1.0 - 1e-12) |> Prop.label $"{before} then {after}"
        ]

[<Law>]
let ``a step's vectors have length 1, whatever the weights' size`` (seed: uint64) n =
    let size = sizeOf n
    let w, _ = matrix seed size

    all
        [
            for scale in [ 1e-6; 1.0; 1e6 ] do
                let scaled = w |> Array.map (Array.map ((*) scale))

                let struct (u, v) =
                    SpectralNorm.iterate (times scaled) (transposed scaled) (start seed size)

                agree 1e-12 1.0 (length u)
                agree 1e-12 1.0 (length v)

                agree 1e-12 (scale * sigmaAfter 3 w (start seed size)) (sigmaAfter 3 scaled (start seed size))
        ]

[<Law>]
let ``normalised weights have the spectral norm that is wanted`` (seed: uint64) n (Moderate scale) =
    let size = sizeOf n
    let norm = 0.1 + abs scale
    let w, _ = matrix seed size
    let sigma = Reference.scalar (sigmaAfter 200 w (start seed size))
    let flat = SpectralNorm.normalise norm sigma (vector (Array.concat w))
    let normalised = Array.chunkBySize size flat.Values
    agree 1e-9 norm (sigmaAfter 200 normalised (start (seed + 1UL) size))

[<Fact>]
let ``the zero vector stays zero`` () =
    Assert.Equal<float list>([ 0.0; 0.0 ], elements (SpectralNorm.unit (vector [| 0.0; 0.0 |])))

// 0 / 0 would be no number.
[<Fact>]
let ``weights of 0 stay 0`` () =
    let zero = vector [| 0.0; 0.0 |]
    Assert.Equal<float list>([ 0.0; 0.0 ], elements (SpectralNorm.normalise 1.0 (Reference.scalar 0.0) zero))
