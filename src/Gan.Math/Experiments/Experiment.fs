namespace Gan.Math.Experiments

open Gan.Math
open Gan.Math.Losses
open Gan.Math.Robust
open Gan.Math.Updates

type Duration =
    | Steps of int64
    | Epochs of int

[<NoComparison>]
type Game =
    {
        Loss: AdversarialLoss
        RealLabel: float
        FakeLabel: float
        Penalty: Penalty
        PenaltyEvery: int
        Play: Play
        DiscriminatorSteps: int
        NoiseDeviation: float
        NoiseSteps: int64
        Augmentations: Augmentation list
        CollapseSteps: int64
    }

[<NoComparison>]
type Average = { HalfLife: float; RampUp: float }

[<NoComparison>]
type SampleEvaluation = { Count: int; Every: int64 }

[<NoComparison>]
type Cadence =
    {
        ReportEvery: int64
        SampleEvery: int64
        SampleCount: int
        CheckpointEvery: int64
        CheckpointKeep: int
    }

type LatentMixture = { Components: int; Deviation: float }

[<NoComparison>]
type GanTraining =
    {
        Architecture: Architecture
        LatentSize: int
        Mixture: LatentMixture option
        Truncation: float
        Width: int
        Depth: int
        Hidden: int
        Conditioning: Conditioning
        GeneratorConditioning: GeneratorConditioning
        ClassWeight: float
        Attention: bool
        Normalisation: Normalisation
        Packing: int
        Game: Game
        Generator: NetworkUpdate
        Discriminator: NetworkUpdate
        Average: Average
        Evaluation: SampleEvaluation option
    }

[<NoComparison>]
type LearnedAttacker = { Width: int; Update: NetworkUpdate }

[<NoComparison>]
type GeneratedData =
    {
        Share: float
        Count: int
        Run: string
    }

[<NoComparison>]
type ClassifierTraining =
    {
        Architecture: ClassifierArchitecture
        Robust: RobustTraining
        Attacker: LearnedAttacker option
        Update: NetworkUpdate
        Average: Average
        Validation: Validation option
        Generated: GeneratedData option
    }

[<NoComparison>]
type Student =
    {
        Architecture: ClassifierArchitecture
        Update: NetworkUpdate
    }

[<NoComparison>]
type AdvGanTraining =
    {
        Victim: string
        Student: Student option
        Radius: float
        Weights: AdvGanWeights
        Loss: AdversarialLoss
        Width: int
        Generator: NetworkUpdate
        Discriminator: NetworkUpdate
    }

[<NoComparison>]
type TrainingTask =
    | GanTask of GanTraining
    | ClassifierTask of ClassifierTraining
    | AdvGanTask of AdvGanTraining

[<NoComparison>]
type Experiment =
    {
        Data: DataSet
        DataCount: int
        Task: TrainingTask
        BatchSize: int
        Seed: uint64
        Duration: Duration
        Cadence: Cadence
    }

[<RequireQualifiedAccess>]
module Game =

    let hardLabels (game: Game) =
        game.RealLabel = 1.0 && game.FakeLabel = 0.0

    let batchesPerStep (game: Game) =
        if game.Play = Extragradient then
            2
        else
            game.DiscriminatorSteps

    let discriminatorLoss (game: Game) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        match game.Loss with
        | Minimax
        | NonSaturating when not (hardLabels game) ->
            LabelSmoothing.discriminator game.RealLabel game.FakeLabel real_N fake_N
        | loss -> AdversarialLoss.discriminator loss real_N fake_N

    let penaltyShare (game: Game) (draw: int64) =
        match game.Penalty with
        | Unpenalised -> 0.0
        | _ when (draw - 1L) % int64 game.PenaltyEvery <> 0L -> 0.0
        | _ -> float game.PenaltyEvery

    let noise (game: Game) (step: int64) =
        InstanceNoise.deviation game.NoiseDeviation (float game.NoiseSteps) (float (step - 1L))

[<RequireQualifiedAccess>]
module Average =

    let decay (average: Average) (batchSize: int) (step: int64) =
        let batch = float batchSize
        Ema.rampedDecay average.HalfLife average.RampUp (batch * float (step - 1L)) batch

[<RequireQualifiedAccess>]
module TrainingTask =

    let updates (task: TrainingTask) =
        match task with
        | GanTask gan -> [ "Generator", gan.Generator; "Discriminator", gan.Discriminator ]
        | ClassifierTask classifier ->
            [
                "Classifier", classifier.Update
                for attacker in Option.toList classifier.Attacker do
                    "Attacker", attacker.Update
            ]
        | AdvGanTask advGan ->
            [
                "Generator", advGan.Generator
                "Discriminator", advGan.Discriminator
                for student in Option.toList advGan.Student do
                    "Student", student.Update
            ]

    let dependsOnTotal (task: TrainingTask) =
        let grows =
            match task with
            | GanTask _
            | AdvGanTask _ -> false
            // The last step is validated, wherever it is.
            | ClassifierTask classifier -> classifier.Robust.RampUp > 0.0 || classifier.Validation.IsSome

        grows
        || updates task
           |> List.exists (fun (_, update) -> Schedule.dependsOnTotal update.Schedule)

    let heldOut (task: TrainingTask) =
        match task with
        | GanTask _
        | AdvGanTask _ -> 0
        | ClassifierTask classifier -> classifier.Validation |> Option.map _.Count |> Option.defaultValue 0

    let sampleEvaluation (task: TrainingTask) (step: int64) =
        match task with
        | GanTask { Evaluation = Some evaluation } when step % evaluation.Every = 0L -> evaluation.Count
        | _ -> 0

    let batchesPerStep (task: TrainingTask) =
        match task with
        | GanTask gan -> Game.batchesPerStep gan.Game
        | ClassifierTask _
        | AdvGanTask _ -> 1

[<RequireQualifiedAccess>]
module Experiment =

    let totalSteps (batchesPerEpoch: int64) (experiment: Experiment) =
        match experiment.Duration with
        | Steps steps -> steps
        | Epochs epochs ->
            let batches = int64 epochs * batchesPerEpoch
            let perStep = int64 (TrainingTask.batchesPerStep experiment.Task)
            (batches + perStep - 1L) / perStep

    let epochs (batchesPerEpoch: int64) (experiment: Experiment) (step: int64) =
        float (step * int64 (TrainingTask.batchesPerStep experiment.Task))
        / float batchesPerEpoch

    let isDue (every: int64) (total: int64) (step: int64) = step % every = 0L || step = total
