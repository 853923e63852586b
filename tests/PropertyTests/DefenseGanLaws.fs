/// Laws of projections onto a generator's range.
module Gan.PropertyTests.DefenseGanLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Robust
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

let private samples, latents, pixels = 3, 2, 5

/// G(z) = A z, with A of 5 rows and 2 columns.
let private linear (a: float[][]) =
    let make (z: float[]) =
        Array.init pixels (fun p -> Array.fold2 (fun sum c z -> sum + c * z) 0.0 a[p] z)

    let all (z: Reference) =
        Reference.create [ z.Shape.Head; pixels ] (cut z |> Array.collect make)

    { new IGenerator<Reference> with
        member _.Samples z = all z

        // 2 A^T (A z - x).
        member _.Slope(points, z) =
            Reference.create
                z.Shape
                (Array.map2
                    (fun z x ->
                        let residual = Array.map2 (-) (make z) x
                        Array.init latents (fun k -> 2.0 * Array.sum (Array.mapi (fun p r -> a[p][k] * r) residual)))
                    (cut z)
                    (cut points)
                 |> Array.concat)
    }

let private matrix seed =
    draw "matrix" seed -1.0 1.0 (pixels * latents) |> Array.chunkBySize latents

let private points seed =
    Reference.create [ samples; pixels ] (draw "points" seed 0.0 1.0 (samples * pixels))

let private start (seed: uint64) (name: string) =
    Reference.create [ samples; latents ] (draw name seed -1.0 1.0 (samples * latents))

let private options steps =
    {
        Steps = steps
        Rate = 0.02
        Momentum = 0.7
    }

/// The point of the plane of two vectors that is nearest to x, by the normal equations.
let private nearest (a: float[][]) (x: float[]) =
    let inner f g = Seq.sum (Seq.map2 (*) f g)
    let u, v = Array.map (Array.item 0) a, Array.map (Array.item 1) a
    let uu, uv, vv, ux, vx = inner u u, inner u v, inner v v, inner u x, inner v x
    let determinant = uu * vv - uv * uv
    let s, t = (vv * ux - uv * vx) / determinant, (uu * vx - uv * ux) / determinant
    Array.map2 (fun u v -> s * u + t * v) u v, determinant

[<Law>]
let ``of a linear generator the descent finds the nearest sample, and stays there`` (seed: uint64) =
    let a = matrix seed
    let x = points seed
    let exact = cut x |> Array.map (nearest a)
    // Where the columns nearly coincide, a descent takes long.
    let distinct = snd exact[0] > 0.3
    let found = DefenseGan.project (options 4000) (linear a) x [ start seed "start" ]

    let again =
        DefenseGan.project (options 4000) (linear a) found [ start seed "other" ]

    (not distinct)
    .|. all
            [
                for (expected, _), actual in Array.zip exact (cut found) do
                    for e, v in Array.zip expected actual do
                        near 1e-6 e v
                for before, after in Array.zip found.Values again.Values do
                    near 1e-6 before after
            ]

[<Law>]
let ``more starts never bring it further away, and without steps they are what is shown`` (seed: uint64) =
    let generator = linear (matrix seed)
    let x = points seed

    let errors count =
        DefenseGan.project (options 3) generator x [ for r in 1..count -> start seed $"start {r}" ]
        |> DefenseGan.error x
        |> _.Values

    all
        [
            for more, fewer in Array.zip (errors 4) (errors 2) do
                (more <= fewer) |> Prop.label "starts"
            // Without a step the samples are those of the starts themselves.
            for made, expected in
                Array.zip
                    (DefenseGan.project (options 0) generator x [ start seed "a" ]).Values
                    (generator.Samples(start seed "a")).Values do
                near 0.0 expected made
        ]

[<Law>]
let ``each sample is projected by itself`` (seed: uint64) (NonNegativeInt pick) =
    let generator = linear (matrix seed)
    let n = pick % samples
    let x = points seed
    let starts = [ start seed "a"; start seed "b" ]
    let whole = DefenseGan.project (options 5) generator x starts

    let alone =
        DefenseGan.project (options 5) generator (take n x) (List.map (take n) starts)

    (cut whole)[n] = alone.Values

// One step of momentum is a step of gradient descent; the second adds 0.7 of the first.
[<Fact>]
let ``the descent is momentum's`` () =
    let a =
        [|
            [| 1.0; 0.0 |]
            [| 0.0; 1.0 |]
            [| 0.0; 0.0 |]
            [| 0.0; 0.0 |]
            [| 0.0; 0.0 |]
        |]

    let x = Reference.create [ 1; 5 ] [ 1.0; 0.0; 0.0; 0.0; 0.5 ]
    let z = Reference.create [ 1; 2 ] [ 0.0; 0.0 ]

    let after steps =
        (DefenseGan.project (options steps) (linear a) x [ z ]).Values[0]
    // g_1 = -2, so z_1 = 0.04; g_2 = -2 (1 - 0.04) = -1.92, and z_2 = 0.04 + 0.02 (0.7 * 2 + 1.92).
    Assert.Equal(0.04, after 1, 1e-15)
    Assert.Equal(0.04 + 0.02 * (1.4 + 1.92), after 2, 1e-15)

    let error =
        DefenseGan.error x (Reference.create [ 1; 5 ] [ 0.5; 0.0; 0.0; 0.0; 0.0 ])

    Assert.Equal(0.5, error.Values[0], 1e-15)

    Assert.Throws<ArgumentException>(fun () -> DefenseGan.project (options 1) (linear a) x [] |> ignore)
    |> ignore

    let published = DefenseGan.published 200 784
    Assert.Equal(10.0 / 784.0, published.Rate, 1e-15)
    Assert.Equal(0.7, published.Momentum)
    Assert.Equal(200, published.Steps)
