/// Laws of what attacks are made of: objectives, criteria, judgement, schedules, and the signs of an unsound evaluation.
module Gan.PropertyTests.AttackPartLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Attacks
open Gan.PropertyTests.Generators
open Gan.PropertyTests.TestClassifiers

let private objectives =
    [
        CrossEntropy
        Margin
        Dlr
        TargetedCrossEntropy
        LogitDifference
        TargetedDlr
    ]

let private at objective label target (logits: float list) =
    let z = Reference.create [ 1; logits.Length ] logits

    let masks =
        Objective.masks (oneHot logits.Length [| label |]) (oneHot logits.Length [| target |]) z

    (Objective.value objective masks z).Item

/// Logits of five classes that are not nearly level, so that differences do not cross a kink.
let private logits (seed: uint64) =
    let key = Seeds.derive seed "logits" 0UL

    [ for k in 0..4 -> float k + 0.5 * Seeds.uniform key (uint64 k) ]
    |> List.permute (fun k -> (Seeds.permutation (Seeds.derive seed "order" 0UL) 5)[k])

// log(e^0 + e^1 + e^2 + e^4) - 1 with y = 1; largest other 4; z(1) - z(3) = 4 - 1 = 3; z_t = 2; (z(3) + z(4)) / 2 = 1/2.
[<Fact>]
let ``objectives have their exact values`` () =
    let z = [ 0.0; 1.0; 2.0; 4.0 ]
    let value objective = at objective 1 2 z
    let logSum = log (1.0 + exp 1.0 + exp 2.0 + exp 4.0)
    Assert.Equal(logSum - 1.0, value CrossEntropy, 1e-14)
    Assert.Equal(3.0, value Margin, 1e-14)
    Assert.Equal(3.0 / 3.0, value Dlr, 1e-11)
    Assert.Equal(2.0 - logSum, value TargetedCrossEntropy, 1e-14)
    Assert.Equal(1.0, value LogitDifference, 1e-14)
    Assert.Equal(1.0 / 3.5, value TargetedDlr, 1e-11)
    // Classified correctly, the second largest is the other class, and the DLR loss is negative.
    Assert.Equal(-2.0 / 3.0, at Dlr 3 2 z, 1e-11)
    Assert.Equal(-2.0, at Margin 3 2 z, 1e-14)

[<Law>]
let ``objectives do not see a shift, and the DLR losses no scale either``
    (seed: uint64)
    (Moderate shift)
    (Fraction scale)
    =
    let z = logits seed

    all
        [
            for objective in objectives do
                near 1e-9 (at objective 1 2 z) (at objective 1 2 (List.map ((+) shift) z))
                |> Prop.label $"{objective}"

            for objective in [ Dlr; TargetedDlr ] do
                near 1e-6 (at objective 1 2 z) (at objective 1 2 (List.map ((*) (scale + 0.01)) z))
                |> Prop.label $"{objective}"
        ]

[<Law>]
let ``the gradients of objectives are their differences`` (seed: uint64) =
    let z = logits seed

    all
        [
            for objective in objectives do
                let masks =
                    Objective.masks (oneHot 5 [| 1 |]) (oneHot 5 [| 2 |]) (Reference.create [ 1; 5 ] z)

                let still = stillMasks masks

                for k in 0..4 do
                    let moving =
                        {
                            Value = Reference.create [ 1; 5 ] z
                            Tangent = oneHot 5 [| k |]
                        }

                    let slope = (Objective.value objective still moving).Tangent.Item

                    near 1e-7 (difference (at objective 1 2) z k) slope
                    |> Prop.label $"{objective} by logit {k}"
        ]

[<Fact>]
let ``criteria say by how much a point succeeds`` () =
    let z = Reference.create [ 1; 3 ] [ 1.0; 4.0; 2.5 ]

    let excess criterion label target =
        (Criterion.excess criterion (oneHot 3 [| label |]) (oneHot 3 [| target |]) z).Item

    Assert.Equal(3.0, excess Untargeted 0 0)
    Assert.Equal(-1.5, excess Untargeted 1 1)
    Assert.Equal(1.5, excess Targeted 0 1)
    Assert.Equal(-1.5, excess Targeted 0 2)
    Assert.Equal(2.0, excess (Confident 1.0) 0 0)

[<Fact>]
let ``judgement takes the first of equal logits, ignores a lead within rounding, and refuses what is not finite`` () =
    Assert.Equal(1, Runner.predict [| 0.0; 2.0; 2.0 |])
    Assert.True(Runner.succeeds Untargeted 2 2 [| 0.0; 2.0; 2.0 |])
    Assert.False(Runner.succeeds Untargeted 1 1 [| 0.0; 2.0; 2.0 |])
    Assert.False(Runner.succeeds Untargeted 0 0 [| 10.0; 10.000001; 0.0 |])
    Assert.True(Runner.succeeds Untargeted 0 0 [| 10.0; 10.0001; 0.0 |])
    // A constant added to all logits changes no decision.
    Assert.False(Runner.succeeds Untargeted 0 0 [| 1010.0; 1010.000001; 1000.0 |])
    Assert.True(Runner.succeeds Untargeted 0 0 [| 1e6 + 10.0; 1e6 + 10.0625; 1e6 |])
    Assert.True(Runner.succeeds Targeted 0 1 [| 0.0; 1.0; 0.5 |])
    Assert.False(Runner.succeeds Targeted 0 2 [| 0.0; 1.0; 0.5 |])
    Assert.False(Runner.succeeds (Confident 1.5) 0 0 [| 0.0; 1.0 |])
    Assert.True(Runner.succeeds (Confident 0.5) 0 0 [| 0.0; 1.0 |])

    Assert.Throws<ArithmeticException>(fun () -> Runner.predict [| 0.0; nan |] |> ignore)
    |> ignore

    Assert.Throws<ArithmeticException>(fun () -> Runner.predict [| infinity; 0.0 |] |> ignore)
    |> ignore

// As the authors' program gives them.
[<Fact>]
let ``APGD's checkpoints and Square's sides are the published ones`` () =
    Assert.Equal<int list>([ 22; 41; 57; 70; 80; 87; 93; 99 ], Apgd.checkpoints 100)
    Assert.Equal<int list>([ 11; 21; 30; 38; 45 ], Apgd.checkpoints 50)
    Assert.Equal<int list>([ 4; 7; 9 ] @ [ 10..20 ], Apgd.checkpoints 20)

    let changes norm =
        [ 0..4999 ]
        |> List.map (fun query -> query, SquareSchedule.side norm 28 28 query)
        |> List.pairwise
        |> List.filter (fun ((_, before), (_, now)) -> before <> now)
        |> List.map snd

    Assert.Equal(25, SquareSchedule.side Linf 28 28 0)
    Assert.Equal<(int * int) list>([ 11, 18; 51, 13; 201, 9; 501, 6; 1001, 4; 2001, 3; 4001, 2 ], changes Linf)
    Assert.Equal<(int * int) list>([ 11, 19; 51, 13; 201, 9; 501, 7; 1001, 5; 2001, 3 ], changes L2)

[<Law>]
let ``Square's profiles have unit norm and opposite halves`` (PositiveInt side) =
    let side = side % 12 + 2

    all
        [
            for norm in [ L2; L1 ] do
                let profile = SquareSchedule.profile norm side
                near 1e-12 1.0 (Norm.ofSample norm (Seq.cast<float> profile))

                for row in 0 .. side - 1 do
                    for column in 0 .. side - 1 do
                        (if row < side / 2 then
                             profile[row, column] > 0.0
                         else
                             profile[row, column] < 0.0)
                        |> Prop.label $"{norm} {row} {column}"
        ]

[<Fact>]
let ``ratios of logits have substitutes below three and four classes, and no attack names more targets than there are``
    ()
    =
    Assert.Equal(Margin, Objective.forClasses 2 Dlr)
    Assert.Equal(Dlr, Objective.forClasses 3 Dlr)
    Assert.Equal(LogitDifference, Objective.forClasses 3 TargetedDlr)
    Assert.Equal(TargetedDlr, Objective.forClasses 4 TargetedDlr)
    Assert.Equal(CrossEntropy, Objective.forClasses 2 CrossEntropy)

    let named name = (Attack.find name).Attacks(Linf).Head
    Assert.Equal<int list>([ 2; 3; 4 ], (named "apgd-t").Runs 4 |> List.map _.TargetRank)
    Assert.Equal(9, ((named "fab-t").Runs 1000).Length)

    let lengths norm =
        (Attack.find "standard").Attacks norm
        |> List.map (fun attack -> (attack.Runs 10).Length)

    Assert.Equal<int list>([ 5; 5; 9; 1 ], lengths L1)
    Assert.Equal<int list>([ 1; 9; 9; 1 ], lengths Linf)

/// Three logits of one pixel and the gradient of every objective by it, as given.
let private toy (logits: float -> float list) (slope: float -> float) =
    classifier (Array.exactlyOne >> logits >> Array.ofList) (fun x _ -> Array.map slope x)

let private five = Reference.create [ 5; 1 ] [ 0.1; 0.3; 0.5; 0.7; 0.9 ]

let private problemOf classifier =
    problem classifier { Norm = Linf; Radius = 0.1 } 1UL five (oneHot 3 (Array.create 5 0))

[<Fact>]
let ``a plain model raises no flag`` () =
    let honest = toy (fun x -> [ 3.0 - x; 2.0 * x; -5.0 ]) (fun _ -> 3.0)
    Assert.False(Soundness.isStochastic honest five)
    Assert.False(Soundness.areProbabilities honest five)
    Assert.False(Soundness.dependsOnBatch honest five)
    Assert.Equal(0, Soundness.zeroGradients (problemOf honest))
    Assert.Equal(0, Soundness.misleadingGradients (problemOf honest))

[<Fact>]
let ``random logits, probabilities and gradients that are zero or wrong raise their flags`` () =
    let mutable calls = 0

    let random =
        toy
            (fun x ->
                calls <- calls + 1
                [ x; 1.0; 0.1 * float (calls % 7) ])
            (fun _ -> 1.0)

    Assert.True(Soundness.isStochastic random five)
    Assert.True(Soundness.areProbabilities (toy (fun x -> [ x; 1.0 - x; 0.0 ]) (fun _ -> 1.0)) five)
    Assert.Equal(5, Soundness.zeroGradients (problemOf (toy (fun x -> [ 3.0 - x; x; 0.0 ]) (fun _ -> 0.0))))
    Assert.Equal(5, Soundness.misleadingGradients (problemOf (toy (fun x -> [ 3.0 - x; x; 0.0 ]) (fun _ -> 20.0))))
    Assert.Equal(5, Soundness.misleadingGradients (problemOf (toy (fun x -> [ 3.0 - x; x; 0.0 ]) (fun _ -> -2.0))))
    Assert.Equal(5, Soundness.misleadingGradients (problemOf (toy (fun x -> [ 3.0 - x; x; 0.0 ]) (fun _ -> 0.5))))

[<Fact>]
let ``logits that follow from the whole batch raise their flag`` () =
    let values (points: Reference) =
        let mean = Array.average points.Values
        Reference.create [ points.Shape.Head; 3 ] (points.Values |> Seq.collect (fun x -> [ x - mean; 1.0; 0.5 ]))

    let batch =
        { new IClassifier<Reference> with
            member _.Rounding = 0.0
            member _.Judge points = values points
            member _.Logits points = values points
            member _.Slopes(_, _, _, _) = failwith "not asked for"
        }

    Assert.True(Soundness.dependsOnBatch batch five)

[<Fact>]
let ``through a defence the forward pass is the defence's and the backward pass the model's`` () =
    let model = toy (fun x -> [ 3.0 - x; x * x; -5.0 ]) (fun x -> 1.0 + 2.0 * x)

    let round (x: Reference) : Reference =
        Reference.create x.Shape (x.Values |> Array.map (fun v -> Math.Round(2.0 * v) / 2.0))

    let defended = Bpda.straightThrough round model
    Assert.Equal<float list>(elements (model.Logits(round five)), elements (defended.Logits five))
    Assert.Equal<float list>(elements (model.Judge(round five)), elements (defended.Judge five))
    let labels = (problemOf model).Labels
    let struct (_, expected) = model.Slopes(Margin, labels, [| labels |], round five)
    let struct (_, actual) = defended.Slopes(Margin, labels, [| labels |], five)
    let struct (_, expected) = Array.exactlyOne expected
    let struct (_, actual) = Array.exactlyOne actual
    Assert.Equal<float list>(elements expected, elements actual)

// Calls give x, 2 x, 3 x: the mean over three is 2 x.
[<Fact>]
let ``expectation over draws is the mean of the calls`` () =
    let mutable call = 0.0

    let counting () =
        call <- 0.0

        let z (points: Reference) =
            call <- call + 1.0
            Reference.create [ 5; 3 ] (points.Values |> Seq.collect (fun x -> [ call * x; 0.0; 0.0 ]))

        { new IClassifier<Reference> with
            member _.Rounding = 0.0
            member _.Judge points = z points
            member _.Logits points = z points

            member _.Slopes(_, _, targets, points) =
                let logits = z points

                let slope i (_: Reference) =
                    struct (Reference.vector (Array.replicate 5 (call + float i)),
                            Reference.create [ 5; 1 ] (Array.replicate 5 (10.0 * call + float i)))

                struct (logits, Array.mapi slope targets)
        }

    let expected =
        [
            for x in five.Values do
                yield! [ 2.0 * x; 0.0; 0.0 ]
        ]

    let close (a: float list) (b: Reference) =
        List.iter2 (fun x y -> Assert.Equal(x, y, 1e-12)) a (elements b)

    close expected ((Eot.average 3 (counting ())).Logits five)
    close expected ((Eot.average 3 (counting ())).Judge five)

    let struct (logits, slopes) =
        (Eot.average 3 (counting ())).Slopes(Margin, five, [| five; five |], five)

    close expected logits

    slopes
    |> Array.iteri (fun i struct (values, gradient) ->
        close (List.replicate 5 (2.0 + float i)) values
        close (List.replicate 5 (20.0 + float i)) gradient)

    Assert.Equal(2, slopes.Length)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> Eot.average 0 (counting ()) |> ignore)
    |> ignore

    Assert.Equal(20, (Attack.find "rand").Draws)
    Assert.Equal(1, (Attack.find "standard").Draws)
