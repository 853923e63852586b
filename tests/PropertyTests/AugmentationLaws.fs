/// Laws of random changes of images.
module Gan.PropertyTests.AugmentationLaws

open System
open Xunit
open FsCheck
open Gan.Math
open Gan.Math.Losses
open Gan.PropertyTests.Generators

let private images (seed: uint64) count size =
    let key = Seeds.derive seed "images" 0UL
    Reference.create [ count; size ] (Array.init (count * size) (fun i -> Seeds.uniform key (uint64 i)))

let private draws (seed: uint64) count =
    let key = Seeds.derive seed "draws" 0UL
    Reference.vector (List.init count (fun i -> Seeds.uniform key (uint64 i)))

let private halves count =
    Reference.vector (List.replicate count 0.5)

let private near (tolerance: float) (a: Reference) (b: Reference) =
    Array.forall2 (fun x y -> abs (x - y) <= tolerance) a.Values b.Values

let private means (x: Reference) (size: int) =
    x.Values |> Array.chunkBySize size |> Array.map Array.average

let private deviations (x: Reference) (size: int) =
    x.Values
    |> Array.chunkBySize size
    |> Array.map (fun image ->
        let m = Array.average image
        sqrt (Array.averageBy (fun v -> (v - m) ** 2.0) image))

[<Law>]
let ``colours stay as they are at one half`` (seed: uint64) (PositiveInt n) =
    let count, size = n % 5 + 1, 12
    let x = images seed count size
    let planes = List.init 3 (fun c -> images (seed + uint64 c) count size)

    near 1e-12 x (Augmentation.brighten (halves count) x)
    && near 1e-12 x (Augmentation.contrast size (halves count) x)
    && List.forall2 (near 1e-12) planes (Augmentation.saturate (halves count) planes)

[<Law>]
let ``brightness moves each image by its own draw, at most a quarter`` (seed: uint64) =
    let x, u = images seed 4 9, draws seed 4
    let moved = Augmentation.brighten u x

    Seq.forall
        (fun n ->
            let by = (u.Values[n] - 0.5) / 2.0

            abs by <= 0.25
            && Seq.forall (fun i -> abs (moved.Values[9 * n + i] - x.Values[9 * n + i] - by) < 1e-12) [ 0..8 ])
        [ 0..3 ]

[<Law>]
let ``contrast keeps an image's mean and multiplies its deviation by u + 1/2`` (seed: uint64) =
    let x, u = images seed 3 16, draws seed 3
    let changed = Augmentation.contrast 16 u x

    Array.forall2 (fun a b -> abs (a - b) < 1e-12) (means x 16) (means changed 16)
    && Array.forall2
        (fun (before, factor) after -> abs (before * (factor + 0.5) - after) < 1e-12)
        (Array.zip (deviations x 16) u.Values)
        (deviations changed 16)

[<Law>]
let ``saturation keeps the mean over the channels, and is grey at 0`` (seed: uint64) =
    let planes = List.init 3 (fun c -> images (seed + uint64 c) 2 5)
    let mean (channels: Reference list) = List.reduce (+) channels
    let changed = Augmentation.saturate (draws seed 2) planes

    let grey = Augmentation.saturate (Reference.vector [ 0.0; 0.0 ]) planes

    near 1e-12 (mean planes) (mean changed)
    && near 1e-12 grey[0] grey[1]
    && near 1e-12 grey[1] grey[2]

[<Fact>]
let ``a shift reaches an eighth of the side both ways, each as often`` () =
    for side, reach in [ 28, 4; 32, 4; 64, 8 ] do
        let count = 100 * (2 * reach + 1)

        let shifts =
            List.init count (fun i -> Augmentation.translation side ((float i + 0.5) / float count))

        Assert.Equal<Set<int>>(set [ -reach .. reach ], set shifts)

        for _, times in List.countBy id shifts do
            Assert.Equal(100, times)

[<Fact>]
let ``a cut is half the side, less at the border, and centred on every place`` () =
    for side in [ 28; 32; 64 ] do
        let half = side / 2

        let cuts =
            List.init (side + 1) (fun i -> Augmentation.cutout side ((float i + 0.5) / float (side + 1)))

        for centre, struct (first, last) in List.indexed cuts do
            Assert.Equal(max 0 (centre - half / 2), first)
            Assert.Equal(min side (centre - half / 2 + half), last)

[<Law>]
let ``what is kept stays, and the rest is filled`` (seed: uint64) =
    let x, u = images seed 2 30, images (seed + 1UL) 2 30
    let kept = Reference.create [ 2; 30 ] (u.Values |> Array.map round)
    let cut = Augmentation.cut kept x

    Array.forall2
        (fun (keep, before) after -> abs (after - (if keep = 1.0 then before else 0.5)) < 1e-12)
        (Array.zip kept.Values x.Values)
        cut.Values
