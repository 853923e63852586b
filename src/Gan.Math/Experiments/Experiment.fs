namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Updates

type DataSet =
    | Digits
    | Mnist
    | Ring

type Architecture =
    | Digits28
    | Mlp

type Duration =
    | Steps of int64
    | Epochs of int

[<NoComparison>]
type NetworkUpdate =
    {
        Rule: UpdateRule
        LearningRate: float
    }

[<NoComparison>]
type Cadence =
    {
        ReportEvery: int64
        SampleEvery: int64
        SampleCount: int
        CheckpointEvery: int64
        CheckpointKeep: int
    }

[<NoComparison>]
type Experiment =
    {
        Data: DataSet
        DataCount: int
        Architecture: Architecture
        LatentSize: int
        Width: int
        Loss: AdversarialLoss
        DiscriminatorSteps: int
        BatchSize: int
        Seed: uint64
        Duration: Duration
        Generator: NetworkUpdate
        Discriminator: NetworkUpdate
        Cadence: Cadence
    }

[<RequireQualifiedAccess>]
module Experiment =

    let totalSteps (batchesPerEpoch: int64) (experiment: Experiment) =
        match experiment.Duration with
        | Steps steps -> steps
        | Epochs epochs ->
            let batches = int64 epochs * batchesPerEpoch
            let perStep = int64 experiment.DiscriminatorSteps
            (batches + perStep - 1L) / perStep

    let epochs (batchesPerEpoch: int64) (experiment: Experiment) (step: int64) =
        float (step * int64 experiment.DiscriminatorSteps) / float batchesPerEpoch

    let isDue (every: int64) (total: int64) (step: int64) = step % every = 0L || step = total
