/// Laws of budgets and of the projections that attacks rest on.
module Gan.PropertyTests.BallLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Attacks
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

let private norms = Norm.named |> List.map snd

/// Rows of numbers in [low, high], some of them at the ends.
let private rows (purpose: string) (seed: uint64) (low: float) (high: float) (count: int) (size: int) =
    let key = Seeds.derive seed purpose 0UL

    let value i =
        let u = Seeds.uniform key (uint64 i)
        let spread = low + (high - low) * Seeds.uniform key (uint64 (i + 100_000))

        if u < 0.1 then low
        elif u < 0.2 then high
        else spread

    Reference.create [ count; size ] (List.init (count * size) value)

let private apart norm (x: float[]) (y: float[]) = Norm.ofSample norm (Array.map2 (-) x y)

let private inBox (x: float[]) =
    Array.forall (fun v -> 0.0 <= v && v <= 1.0) x

/// Clean points in the box, and points anywhere.
let private situation seed size =
    rows "clean" seed 0.0 1.0 4 size, rows "points" seed -1.5 2.5 4 size

[<Law>]
let ``projections lie in the ball and in the box, and leave what lies there alone``
    (seed: uint64)
    (Fraction r)
    (PositiveInt size)
    =
    let size = size % 20 + 1
    let clean, points = situation seed size

    all
        [
            for norm in norms do
                for radius in [ 0.0; 0.3 * r; 2.0 * r ] do
                    let ball = { Norm = norm; Radius = radius }

                    for move in [ Ball.project ball; Ball.rescale ball ] do
                        let moved = move clean points

                        for x, z in Array.zip (cut clean) (cut moved) do
                            (inBox z && apart norm x z <= radius + 1e-9) |> Prop.label $"{norm} {radius}"

                        let again = move clean moved

                        for z, y in Array.zip (cut moved) (cut again) do
                            near 1e-9 0.0 (apart L2 y z) |> Prop.label $"{norm} {radius}, again"
        ]

[<Law>]
let ``projections bring no two points further apart`` (seed: uint64) (Fraction r) =
    let clean, points = situation seed 7
    let others = rows "others" seed -1.5 2.5 4 7

    all
        [
            for norm in norms do
                let project = Ball.project { Norm = norm; Radius = 2.0 * r } clean

                for (a, b), (p, q) in
                    Array.zip
                        (Array.zip (cut points) (cut others))
                        (Array.zip (cut (project points)) (cut (project others))) do
                    apart L2 p q <= apart L2 a b + 1e-9 |> Prop.label $"{norm}"
        ]

// The nearest point of a convex set is the one at which no feasible direction comes closer: <z - p, y - p> <= 0 for all y.
[<Law>]
let ``projections are nearer than any other point of the ball and the box`` (seed: uint64) (Fraction r) =
    let clean, points = situation seed 3
    let candidates = rows "candidates" seed 0.0 1.0 200 3 |> cut

    all
        [
            for norm in norms do
                for radius in [ 0.2 * r; 1.5 * r ] do
                    let ball = { Norm = norm; Radius = radius }
                    let projected = cut (Ball.project ball clean points)

                    for (x, z), p in Array.zip (Array.zip (cut clean) (cut points)) projected do
                        // Candidates are drawn into the ball, towards the clean point, which keeps them in the box.
                        let angle (y: float[]) =
                            let size = apart norm x y
                            let share = if size > radius then radius / size else 1.0
                            let y = Array.map2 (fun a b -> a + share * (b - a)) x y
                            Array.map3 (fun z p y -> (z - p) * (y - p)) z p y |> Array.sum

                        let widest = candidates |> Array.map angle |> Array.max
                        widest <= 1e-8 |> Prop.label $"{norm} {radius}: {widest}"
        ]

[<Law>]
let ``the steepest direction has unit norm and gains the dual norm`` (seed: uint64) =
    let gradients = rows "gradients" seed -2.0 3.0 5 6

    all
        [
            for norm in norms do
                let directions = Ball.steepest norm gradients
                let duals = (Norm.dualOfSamples norm gradients).Values

                for g, u, dual in Array.zip3 (cut gradients) (cut directions) duals do
                    near 1e-9 1.0 (Norm.ofSample norm u) |> Prop.label $"{norm}"
                    near 1e-9 dual (Array.sum (Array.map2 (*) g u)) |> Prop.label $"{norm}"
        ]

[<Fact>]
let ``where there is no gradient there is no direction`` () =
    for norm in norms do
        let nothing = Reference.create [ 1; 2 ] [ 0.0; 0.0 ]
        Assert.Equal<float list>([ 0.0; 0.0 ], elements (Ball.steepest norm nothing))
        Assert.Equal<float list>([ 0.0; 0.0 ], elements (Ball.ascent norm 0.5 (nothing +. 0.5) nothing))

// Steps are multiples of the steepest direction; of L1, a fractional knapsack's, filled in the order of worth.
[<Law>]
let ``an ascent keeps its length and gains what the closed form says`` (seed: uint64) (Fraction part) =
    let size = 6
    let points = rows "points" seed 0.0 1.0 5 size
    let gradients = rows "gradients" seed -2.0 3.0 5 size
    let length = float size * part

    all
        [
            for norm in norms do
                let steps = Ball.ascent norm length points gradients

                for x, g, d in Array.zip3 (cut points) (cut gradients) (cut steps) do
                    let gain =
                        if norm = L1 then
                            greedyGain length g (Array.map2 (fun g x -> if g > 0.0 then 1.0 - x else x) g x)
                        else
                            length * Norm.ofSample (if norm = L2 then L2 else L1) g

                    (Norm.ofSample norm d <= length + 1e-12) |> Prop.label $"{norm}: too long"
                    near 1e-9 gain (Array.sum (Array.map2 (*) g d)) |> Prop.label $"{norm}"

                    if norm = L1 then
                        inBox (Array.map2 (+) x d) |> Prop.label "out of the box"
        ]

[<Fact>]
let ``equal elements share an L1 step in proportion to their room`` () =
    let points = Reference.create [ 1; 4 ] [ 0.5; 0.75; 0.25; 1.0 ]
    let gradient = Reference.create [ 1; 4 ] [ 2.0; 1.0; -1.0; 3.0 ]
    let step = elements (Ball.ascent L1 0.8 points gradient)
    List.iter2 (fun (e: float) (d: float) -> Assert.Equal(e, d, 1e-12)) [ 0.5; 0.15; -0.15; 0.0 ] step

[<Law>]
let ``starts lie on the rim where the box lets them, and inside it always`` (seed: uint64) (Fraction r) =
    let middle = Reference.create [ 3; 5 ] (List.replicate 15 0.5)
    let noise = rows "noise" seed -1.0 1.0 3 5

    all
        [
            for norm in norms do
                let ball = { Norm = norm; Radius = 0.4 * r }

                for x, z, n in Array.zip3 (cut middle) (cut (Ball.start ball middle noise)) (cut noise) do
                    // Noise of L1 within the ball already stays where it is.
                    let rim =
                        if norm = L1 then
                            min ball.Radius (Norm.ofSample L1 n)
                        else
                            ball.Radius

                    near 1e-9 rim (apart norm x z) |> Prop.label $"{norm}"

                let corner = rows "corner" seed 0.0 1.0 3 5

                for x, z in Array.zip (cut corner) (cut (Ball.start ball corner noise)) do
                    (inBox z && apart norm x z <= ball.Radius + 1e-9)
                    |> Prop.label $"{norm}, corner"
        ]

let private dot (a: float[]) (b: float[]) = Array.sum (Array.map2 (*) a b)

// The least step to a plane: no other feasible point of the plane is nearer. A candidate on the plane is found by
// going from a random point of the box towards the plane's side where the step ended.
[<Law>]
let ``steps to a hyperplane reach it within the box, by the least norm`` (seed: uint64) (Fraction where) =
    let size = 4
    let points = rows "points" seed 0.0 1.0 3 size
    let normals = rows "normals" seed -2.0 2.0 3 size
    let candidates = rows "candidates" seed 0.0 1.0 100 size |> cut

    // Between the least and the largest value that the box reaches.
    let reach (w: float[]) =
        w |> Array.sumBy (min 0.0), w |> Array.sumBy (max 0.0)

    let offsets =
        cut normals
        |> Array.map (fun w ->
            let low, high = reach w
            low + where * (high - low))

    let missing =
        Array.map3 (fun b w t -> b - dot w t) offsets (cut normals) (cut points)

    all
        [
            for norm in norms do
                let steps = cut (Hyperplane.step norm normals (Reference.vector missing) points)

                for n in 0..2 do
                    let w, t, d, b = (cut normals)[n], (cut points)[n], steps[n], offsets[n]
                    let reached = Array.map2 (+) t d
                    near 1e-7 b (dot w reached) |> Prop.label $"{norm}: on the plane"

                    Array.forall (fun v -> -1e-9 <= v && v <= 1.0 + 1e-9) reached
                    |> Prop.label $"{norm}: in the box"

                    // Where a segment between two points of the box meets the plane.
                    let crossings =
                        [
                            for a in candidates do
                                for c in candidates[..9] do
                                    let va, vc = dot w a - b, dot w c - b

                                    if va * vc < 0.0 then
                                        Array.map2 (fun p q -> p + va / (va - vc) * (q - p)) a c
                        ]

                    let nearest = crossings |> List.map (apart norm t) |> List.fold min infinity
                    nearest >= Norm.ofSample norm d - 1e-7 |> Prop.label $"{norm}: {nearest}"
        ]

[<Fact>]
let ``a plane out of reach is approached as far as the box goes`` () =
    let points = Reference.create [ 1; 3 ] [ 0.2; 0.5; 0.9 ]
    let normals = Reference.create [ 1; 3 ] [ 1.0; -2.0; 0.0 ]

    for norm in norms do
        let step = Hyperplane.step norm normals (Reference.vector [ 10.0 ]) points
        Assert.Equal<float list>([ 0.8; -0.5; 0.0 ], elements step)

    for norm in norms do
        let step = Hyperplane.step norm normals (Reference.vector [ 0.0 ]) points
        Assert.Equal<float list>([ 0.0; 0.0; 0.0 ], elements step |> List.map abs)

[<Law>]
let ``norms of rows are those of their elements`` (seed: uint64) =
    let x = rows "x" seed -3.0 3.0 4 5

    all
        [
            for norm in norms do
                for row, size in Array.zip (cut x) (Norm.ofSamples norm x).Values do
                    agree 1e-12 (Norm.ofSample norm row) size
        ]

// Linf: |(3, -4)| = 4; L2: 5; L1: 7.
[<Fact>]
let ``norms have their exact values`` () =
    Assert.Equal<float list>([ 4.0; 5.0; 7.0 ], norms |> List.map (fun norm -> Norm.ofSample norm [ 3.0; -4.0 ]))
