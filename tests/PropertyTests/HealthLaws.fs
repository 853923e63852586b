/// Laws of the watch over a game.
module Gan.PropertyTests.HealthLaws

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.Math.Training
open Gan.Math.Losses
open Gan.PropertyTests.Generators

let private well: Pulse =
    {
        DiscriminatorLoss = 1.2
        GeneratorLoss = 0.8
        RealProbability = 0.6
        FakeProbability = 0.4
        FakeApart = 1.0
        RealApart = 1.2
        Change = 0.004
    }

/// A pulse for each sign, and the sign.
let private ill =
    [
        { well with
            RealProbability = 0.9995
            FakeProbability = 0.0005
        },
        SaturatedDiscriminator
        { well with FakeApart = 0.023 }, CollapsedGenerator
        { well with
            DiscriminatorLoss = 1.2000001
            GeneratorLoss = 0.8
        },
        FrozenLosses
        { well with Change = 0.0201 }, ExplodingUpdates
    ]

/// Losses that change from look to look.
let private moving (k: int) (pulse: Pulse) =
    { pulse with
        DiscriminatorLoss = pulse.DiscriminatorLoss + 0.01 * float (k % 2)
    }

let private after loss pulses =
    pulses |> Seq.fold (TrainingHealth.next loss) TrainingHealth.atStart

[<Fact>]
let ``a healthy game shows no sign, however long`` () =
    let health = after NonSaturating.loss (Seq.init 1000 (fun k -> moving k well))
    Assert.Equal(None, TrainingHealth.diagnosis 10L health)

[<Fact>]
let ``each sign is named after so many steps, and not before`` () =
    for pulse, sign in ill do
        let pulses count =
            Seq.init count (fun k -> if sign = FrozenLosses then pulse else moving k pulse)

        // The first look has no losses before it to compare with.
        let looks = if sign = FrozenLosses then 21 else 20
        Assert.Equal(Some sign, TrainingHealth.diagnosis 200L (after NonSaturating.loss (pulses looks)))
        Assert.Equal(None, TrainingHealth.diagnosis 200L (after NonSaturating.loss (pulses (looks - 1))))

[<Fact>]
let ``what is almost a sign is none`` () =
    for pulse in
        [
            { well with
                RealProbability = 0.9989
                FakeProbability = 0.0
            }
            { well with
                RealProbability = 1.0
                FakeProbability = 0.0011
            }
            { well with FakeApart = 0.0241 }
            { well with Change = 0.0199 }
        ] do
        Assert.Empty(TrainingHealth.symptoms NonSaturating.loss TrainingHealth.atStart pulse)

    let before = TrainingHealth.next NonSaturating.loss TrainingHealth.atStart well

    for pulse in
        [
            { well with
                DiscriminatorLoss = 1.20001
            }
            { well with GeneratorLoss = 0.80001 }
        ] do
        Assert.Empty(TrainingHealth.symptoms NonSaturating.loss before pulse)

[<Fact>]
let ``certainty is a sign only where it makes the generator's gradient useless`` () =
    let certain = fst ill[0]

    for loss in Loss.all do
        let saturates = [ "minimax"; "non-saturating" ] |> List.contains loss.Name

        Assert.Equal(
            saturates,
            List.contains SaturatedDiscriminator (TrainingHealth.symptoms loss TrainingHealth.atStart certain)
        )

[<Law>]
let ``steps without a sign count it down, and never below none`` (shown: bool list) =
    let pulses =
        shown
        |> List.mapi (fun k bad ->
            moving
                k
                { well with
                    Change = (if bad then 0.5 else 0.0)
                })

    let expected =
        shown
        |> List.fold (fun (count: int64) bad -> if bad then count + 10L else max 0L (count - 10L)) 0L

    (after Hinge.loss pulses).Exploding = expected |> Prop.label $"{expected}"

[<Law>]
let ``samples are apart by the distance to the nearest other`` (ScorePairs pairs) =
    let points = (0.5, 0.25) :: (1.5, -2.0) :: pairs

    let tensor places =
        Reference.create [ points.Length; 2 ] (places |> List.collect (fun (x, y) -> [ x; y ]))

    let rotate k = List.skip k points @ List.take k points
    let others = [ 1; points.Length - 1 ]

    let expected =
        points
        |> List.mapi (fun n (x, y) ->
            others
            |> List.map (fun k ->
                let u, v = (rotate k)[n]
                sqrt ((x - u) ** 2.0 + (y - v) ** 2.0))
            |> List.min)
        |> List.average

    let found =
        TrainingHealth.apart (tensor points) (others |> List.map (rotate >> tensor))

    near 1e-12 expected found.Values[0]

[<Law>]
let ``a change is relative to the size before`` (ScorePairs pairs) (Moderate scale) =
    let scale = 2.0 + abs scale
    let before = pairs |> List.map (fst >> (+) 7.0)
    let after = List.map2 (fun x (_, d) -> x + 0.01 * d) before pairs

    let length values =
        sqrt (List.sumBy (fun x -> x * x) values)

    let expected = length (List.map2 (-) after before) / length before

    let change updates factor =
        (TrainingHealth.change
            updates
            (Reference.vector (List.map ((*) factor) before))
            (Reference.vector (List.map ((*) factor) after)))
            .Values[0]

    all
        [
            near 1e-12 expected (change 1 1.0)
            near 1e-12 expected (change 1 scale)
            near 1e-12 (expected / 5.0) (change 5 1.0) |> Prop.label "of five updates"
        ]

[<Fact>]
let ``every tenth step is looked at`` () =
    Assert.Equal<int64 list>([ 10L; 20L; 30L ], [ 1L .. 39L ] |> List.filter TrainingHealth.looksAt)
