/// First steps of attacks, worked out by hand: every number in an attack's equations shows in them.
module Gan.PropertyTests.AttackTraces

open Xunit
open Gan.Math
open Gan.Math.Attacks

/// A classifier of one sample and three classes that notes where its gradient was asked for.
type private Recorder(lead: float[] -> float, gradient: int -> float[] -> float[]) =
    let seen = ResizeArray<float[]>()

    let logits (points: Reference) =
        Reference.create [ 1; 3 ] [ 0.0; lead points.Values; -50.0 ]

    member _.Seen = List.ofSeq seen

    interface IClassifier<Reference> with
        member _.Rounding = 0.0
        member _.Judge points = logits points
        member _.Logits points = logits points

        member _.Slopes(objective, labels, targets, points) =
            seen.Add points.Values
            let z = logits points

            let slope (target: Reference) =
                struct (Objective.value objective (Objective.masks labels target z) z,
                        Reference.create points.Shape (gradient seen.Count points.Values))

            struct (z, Array.map slope targets)

let private problem (classifier: IClassifier<Reference>) norm radius (point: float list) =
    let label = Reference.create [ 1; 3 ] [ 1.0; 0.0; 0.0 ]

    {
        Classifier = classifier
        Ball = { Norm = norm; Radius = radius }
        Criterion = Untargeted
        Clean = Reference.create [ 1; point.Length ] point
        Labels = label
        Targets = Reference.create [ 1; 3 ] [ 0.0; 1.0; 0.0 ]
        Shape = [ point.Length ]
        Ids = [| 0L |]
        Seed = 0UL
        Restart = 0
    }

let rec private advance count (search: ISearch<Reference>) =
    if count = 0 then
        search
    else
        advance (count - 1) (search.Advance())

let private same (expected: float list list) (actual: float[] list) =
    Assert.Equal(expected.Length, actual.Length)

    for a, b in List.zip expected actual do
        for x, y in List.zip a (List.ofArray b) do
            Assert.Equal(x, y, 1e-12)

// f = -|x - 0.5| - 1 from 0.4, eps = 0.2, eta = 0.4; with five steps every one ends at a checkpoint.
// 1: z = P(0.8) = 0.6. The first value counts as a rise, so eta stays.
// 2: z = P(0.2) = 0.2; 0.6 + 0.75 (-0.4) + 0.25 (0.6 - 0.4) = 0.35. No rise: eta = 0.2, back to the best point, 0.4.
// 3: z = 0.6; 0.4 + 0.75 * 0.2 + 0.25 (0.4 - 0.6) = 0.5.
[<Fact>]
let ``APGD steps, halves and returns as its algorithm says`` () =
    let recorder =
        Recorder((fun x -> -abs(x[0] - 0.5) - 1.0), (fun _ x -> [| float (sign (0.5 - x[0])) |]))

    let problem = problem recorder Linf 0.2 [ 0.4 ]

    advance 3 (Apgd.start CrossEntropy 5 (ValueSome problem.Clean) problem)
    |> ignore

    same [ [ 0.4 ]; [ 0.6 ]; [ 0.35 ]; [ 0.5 ] ] recorder.Seen

// From checkpoint to checkpoint eta halves once: where it has halved last time, a best value that stays does not halve it
// again while the values keep rising. f rises towards 0.6 by ever smaller steps: 0.4, then the rim.
[<Fact>]
let ``APGD keeps its step where most steps rise`` () =
    let recorder = Recorder((fun x -> x[0] - 2.0), (fun _ _ -> [| 1.0 |]))
    let problem = problem recorder Linf 0.2 [ 0.4 ]

    advance 2 (Apgd.start CrossEntropy 20 (ValueSome problem.Clean) problem)
    |> ignore

    same [ [ 0.4 ]; [ 0.6 ]; [ 0.6 ] ] recorder.Seen

// m1 = (3, 1) / 4; m2 = m1 / 2 + (-1, -3) / 4 = (0.125, -0.625): the first element still rises.
[<Fact>]
let ``momentum keeps a direction that one gradient turns`` () =
    let options momentum =
        {
            Objective = CrossEntropy
            Steps = 3
            StepSize = 0.1
            Momentum = momentum
            RandomStart = false
        }

    let trace momentum =
        let recorder =
            Recorder((fun _ -> -1.0), (fun count _ -> if count = 1 then [| 3.0; 1.0 |] else [| -1.0; -3.0 |]))

        advance 3 (Pgd.start (options momentum) (problem recorder Linf 0.25 [ 0.5; 0.5 ]))
        |> ignore

        recorder.Seen

    same [ [ 0.5; 0.5 ]; [ 0.6; 0.6 ]; [ 0.7; 0.5 ] ] (trace 0.5)
    same [ [ 0.5; 0.5 ]; [ 0.6; 0.6 ]; [ 0.5; 0.5 ] ] (trace 0.0)

// d = x1 + 2 x2 - 2.1: at (0.5, 0.5) it is -0.6, and a step of 0.2 in both reaches the plane.
// 1: x + 1.05 * 0.2 = 0.71 succeeds at distance 0.21; back to 0.5 + 0.9 * 0.21 = 0.689.
// 2: d = -0.033, step 0.011; alpha = 0.011 / 0.211; (1 - alpha) (0.689 + 1.05 * 0.011) + alpha 0.71.
[<Fact>]
let ``FAB steps over the boundary and back as its algorithm says`` () =
    let recorder =
        Recorder((fun x -> x[0] + 2.0 * x[1] - 2.1), (fun _ _ -> [| 1.0; 2.0 |]))

    let search = advance 2 (Fab.start true 5 (problem recorder Linf 0.1 [ 0.5; 0.5 ]))
    same [ [ 0.5; 0.5 ]; [ 0.689; 0.689 ] ] recorder.Seen
    let alpha = 0.011 / 0.211
    let second = (1.0 - alpha) * (0.689 + 1.05 * 0.011) + alpha * 0.71
    same [ [ second; second ] ] [ search.Points.Values ]
    // The first success was further away.
    Assert.True(second < 0.71)

// From restart 1 on FAB starts half the radius away: on L2 at distance 0.1.
[<Fact>]
let ``FAB restarts from half the radius`` () =
    let recorder =
        Recorder((fun x -> x[0] + 2.0 * x[1] - 2.1), (fun _ _ -> [| 1.0; 2.0 |]))

    let problem =
        { problem recorder L2 0.2 [ 0.5; 0.5 ] with
            Restart = 1
        }

    advance 1 (Fab.start true 5 problem) |> ignore
    Assert.Equal(0.1, Norm.ofSample L2 [ for x in recorder.Seen.Head -> x - 0.5 ], 1e-9)

// d = -1 with w = (3, 4): the step is 1.02 (|d| / |w| + 1e-4) (0.6, 0.8) = 1.02 * 0.2001 (0.6, 0.8).
[<Fact>]
let ``DeepFool steps onto the boundary and a little over it`` () =
    let lead (x: float[]) =
        3.0 * (x[0] - 0.5) + 4.0 * (x[1] - 0.5) - 1.0

    let recorder = Recorder(lead, (fun _ _ -> [| 3.0; 4.0 |]))

    let search = advance 1 (DeepFool.start 5 (problem recorder L2 1.0 [ 0.5; 0.5 ]))

    let length = 1.02 * 0.2001
    same [ [ 0.5 + length * 0.6; 0.5 + length * 0.8 ] ] [ search.Points.Values ]
    Assert.Equal<float list>([ 1.0 ], List.ofArray search.Found.Values)

// Adam's first step is its rate in the gradient's direction: x' = 1/2 + 0.01. A black pixel moves as any other. Then c bisects:
// nothing found multiplies it by ten, 0.001 to 0.01.
[<Fact>]
let ``Carlini and Wagner step within the box and raise c tenfold while nothing is found`` () =
    let recorder = Recorder((fun _ -> -1.0), (fun _ _ -> [| 2.0 |]))

    let options =
        {
            Searches = 3
            Steps = 2
            Rate = 0.01
            FirstWeight = 1e-3
        }

    advance 4 (CarliniWagner.start options (problem recorder L2 1.0 [ 0.5 ]))
    |> ignore

    let first = 0.51

    match recorder.Seen with
    | [ a; b; c; d ] ->
        // Adam's epsilon of 1e-8 stands beside slopes of 0.001 and 0.01.
        for expected, actual, tolerance in [ 0.5, a[0], 1e-15; first, b[0], 1e-7; 0.5, c[0], 1e-15; first, d[0], 1e-8 ] do
            Assert.Equal(expected, actual, tolerance)
    | other -> failwith $"%A{other}"

// Thirty steps: 9, 9 and 12 after the first look of each phase.
[<Fact>]
let ``APGD on L1 shrinks its ball in three phases and ends inside the last`` () =
    let gradient = [| 3.0; 1.0; 2.0; 0.5 |]

    let recorder =
        Recorder((fun x -> Array.sum (Array.map2 (*) gradient x) - 20.0), (fun _ _ -> gradient))

    let problem = problem recorder L1 0.2 [ 0.5; 0.5; 0.5; 0.5 ]
    let search = advance 32 (ApgdL1.start CrossEntropy 30 problem)
    Assert.True search.IsFinished
    let sizes = [ for x in recorder.Seen -> Norm.ofSample L1 [ for v in x -> v - 0.5 ] ]
    Assert.All(sizes[..9], fun size -> Assert.InRange(size, 0.0, 0.6 + 1e-9))
    Assert.All(sizes[10..19], fun size -> Assert.InRange(size, 0.0, 0.4 + 1e-9))
    Assert.All(sizes[20..], fun size -> Assert.InRange(size, 0.0, 0.2 + 1e-9))
    // All of the budget in the first element is the best there is, 0.2 * 3 above the start; ten steps get most of it.
    let gain =
        Array.sum (Array.map2 (fun g x -> g * (x - 0.5)) gradient search.Points.Values)

    Assert.InRange(gain, 0.45, 0.6 + 1e-9)

// Square on Linf: the first point is striped, +-eps in every column; a proposal changes one square by +-eps.
[<Fact>]
let ``Square starts striped and proposes points on the rim`` () =
    let recorder =
        Recorder((fun _ -> -1.0), (fun _ _ -> failwith "Square asks for no gradient"))

    let problem =
        { problem recorder Linf 0.2 (List.replicate 16 0.5) with
            Shape = [ 1; 4; 4 ]
        }

    let search = advance 3 (Square.start 10 problem)
    let first = search.Points.Values

    for column in 0..3 do
        for row in 0..3 do
            Assert.Equal(first[column], first[row * 4 + column])
            Assert.Equal(0.2, abs (first[row * 4 + column] - 0.5), 1e-12)

// Two channels of 8 x 8: a proposal of L2 spends the whole budget where the box is far, one of L1 no more than it.
[<Fact>]
let ``Square changes colour images within the budget`` () =
    let mutable calls = 0

    // Every proposal is better than the last.
    let rising =
        Recorder(
            (fun _ ->
                calls <- calls + 1
                -1.0 + 0.001 * float calls),
            (fun _ _ -> failwith "Square asks for no gradient")
        )

    for norm, radius in [ L2, 0.5; L1, 2.0; Linf, 0.1 ] do
        let problem =
            { problem rising norm radius (List.replicate 128 0.5) with
                Shape = [ 2; 8; 8 ]
            }

        let points =
            List.scan (fun (search: ISearch<Reference>) _ -> search.Advance()) (Square.start 100 problem) [ 1..60 ]
            |> List.map _.Points.Values

        for point in points do
            let size = Norm.ofSample norm [ for v in point -> v - 0.5 ]
            Assert.InRange(size, (if norm = L1 then 0.5 * radius else 0.999 * radius), radius + 1e-9)

        let changed (a: float[]) (b: float[]) channel =
            Array.exists2
                (fun x y -> abs (x - y) > 1e-9)
                a[64 * channel .. 64 * channel + 63]
                b[64 * channel .. 64 * channel + 63]

        for channel in 0..1 do
            Assert.True(List.pairwise points |> List.exists (fun (a, b) -> changed a b channel), $"{norm} {channel}")
