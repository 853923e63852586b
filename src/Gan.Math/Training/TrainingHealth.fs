namespace Gan.Math.Training

open Gan.Math
open Gan.Math.Losses

[<Struct; NoComparison>]
type Pulse =
    {
        DiscriminatorLoss: float
        GeneratorLoss: float
        RealProbability: float
        FakeProbability: float
        FakeApart: float
        RealApart: float
        Change: float
    }

type Symptom =
    | SaturatedDiscriminator
    | CollapsedGenerator
    | FrozenLosses
    | ExplodingUpdates

[<Struct; NoComparison>]
type TrainingHealth =
    {
        Saturated: int64
        Collapsed: int64
        Frozen: int64
        Exploding: int64
        DiscriminatorLoss: float
        GeneratorLoss: float
    }

[<RequireQualifiedAccess>]
module TrainingHealth =

    let private every = 10L

    [<CompiledName("LooksAt")>]
    let looksAt (step: int64) = step % every = 0L

    [<CompiledName("AtStart")>]
    let atStart: TrainingHealth =
        {
            Saturated = 0L
            Collapsed = 0L
            Frozen = 0L
            Exploding = 0L
            DiscriminatorLoss = nan
            GeneratorLoss = nan
        }

    let apart (x_NP: 'T :> ITensor<'T>) (others_NP: 'T list) : 'T =
        let squares: 'T list =
            others_NP |> List.map (fun other -> sumPerSample (square (x_NP - other)))

        mean (squareRoot (List.reduce minimum squares))

    [<CompiledName("Change")>]
    let change (updates: int) (before_P: 'T :> ITensor<'T>) (after_P: 'T) : 'T =
        let moved: 'T = sum (square (after_P - before_P))
        squareRoot (moved / sum (square before_P)) .* (1.0 / float updates)

    let symptoms (loss: ILoss) (before: TrainingHealth) (pulse: Pulse) =
        let same (now: float) (then': float) =
            abs (now - then') <= 1e-6 * max 1.0 (abs then')

        let takesGradient = loss.Traits.HasFlag LossTraits.CrossEntropy

        [
            if takesGradient && pulse.RealProbability > 0.999 && pulse.FakeProbability < 0.001 then
                SaturatedDiscriminator
            if pulse.FakeApart < 0.02 * pulse.RealApart then
                CollapsedGenerator
            if
                same pulse.DiscriminatorLoss before.DiscriminatorLoss
                && same pulse.GeneratorLoss before.GeneratorLoss
            then
                FrozenLosses
            if pulse.Change > 0.02 then
                ExplodingUpdates
        ]

    [<CompiledName("Next")>]
    let next (loss: ILoss) (before: TrainingHealth) (pulse: Pulse) : TrainingHealth =
        let seen = symptoms loss before pulse

        let count symptom steps =
            if List.contains symptom seen then
                steps + every
            else
                max 0L (steps - every)

        {
            Saturated = count SaturatedDiscriminator before.Saturated
            Collapsed = count CollapsedGenerator before.Collapsed
            Frozen = count FrozenLosses before.Frozen
            Exploding = count ExplodingUpdates before.Exploding
            DiscriminatorLoss = pulse.DiscriminatorLoss
            GeneratorLoss = pulse.GeneratorLoss
        }

    let diagnosis (steps: int64) (health: TrainingHealth) =
        [
            health.Collapsed, CollapsedGenerator
            health.Saturated, SaturatedDiscriminator
            health.Frozen, FrozenLosses
            health.Exploding, ExplodingUpdates
        ]
        |> List.tryFind (fun (count, _) -> count >= steps)
        |> Option.map snd
