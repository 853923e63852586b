namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Robust
open Gan.Math.Training
open Gan.Math.Updates

type Duration =
    | Steps of int64
    | Epochs of int

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
type TrainingTask =
    | GanTask of GanTraining
    | ClassifierTask of ClassifierTraining
    | AdvGanTask of AdvGanTraining

    member this.Optimisers =
        match this with
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

    member this.DependsOnTotal =
        let grows =
            match this with
            | GanTask _
            | AdvGanTask _ -> false
            // The last step is validated, wherever it is.
            | ClassifierTask classifier -> classifier.Robust.RampUp > 0.0 || classifier.Validation.IsSome

        grows
        || this.Optimisers
           |> List.exists (fun (_, optimiser) -> Schedule.dependsOnTotal optimiser.Schedule)

    member this.HeldOut =
        match this with
        | GanTask _
        | AdvGanTask _ -> 0
        | ClassifierTask classifier -> classifier.Validation |> Option.map _.Count |> Option.defaultValue 0

    member this.SamplesEvaluated(step: int64) =
        match this with
        | GanTask { Evaluation = Some evaluation } when step % evaluation.Every = 0L -> evaluation.Count
        | GanTask _
        | ClassifierTask _
        | AdvGanTask _ -> 0

    member this.BatchesPerStep =
        match this with
        | GanTask gan -> gan.Game.Turn.BatchesPerStep
        | ClassifierTask _
        | AdvGanTask _ -> 1

[<NoComparison>]
type Experiment =
    {
        Data: IDataSet
        DataCount: int
        Task: TrainingTask
        BatchSize: int
        Seed: uint64
        Duration: Duration
        Cadence: Cadence
    }

    member this.TotalSteps(batchesPerEpoch: int64) =
        match this.Duration with
        | Steps steps -> steps
        | Epochs epochs ->
            let batches = int64 epochs * batchesPerEpoch
            let perStep = int64 this.Task.BatchesPerStep
            (batches + perStep - 1L) / perStep

    member this.Epochs(batchesPerEpoch: int64, step: int64) =
        float (step * int64 this.Task.BatchesPerStep) / float batchesPerEpoch

[<RequireQualifiedAccess>]
module Cadence =

    [<CompiledName("IsDue")>]
    let isDue (every: int64) (total: int64) (step: int64) = step % every = 0L || step = total
