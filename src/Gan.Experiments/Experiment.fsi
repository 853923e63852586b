namespace Gan.Experiments

open Gan.Math.Training


/// <summary>How long the run is.</summary>
type Duration =
    /// <summary>Discriminator/generator exchanges.</summary>
    | Steps of int64
    /// <summary>Passes over the training set.</summary>
    | Epochs of int

/// <summary>How often something is written, in steps.</summary>
[<NoComparison>]
type Cadence =
    {
        /// <summary>A line of metrics.jsonl.</summary>
        ReportEvery: int64
        /// <summary>A sample grid and the loss plot.</summary>
        SampleEvery: int64
        /// <summary>Samples on a grid.</summary>
        SampleCount: int
        /// <summary>A checkpoint.</summary>
        CheckpointEvery: int64
        /// <summary>Checkpoints kept, at least 2.</summary>
        CheckpointKeep: int
    }

/// <summary>The task of a run. Source: each case's own type.</summary>
[<NoComparison>]
type TrainingTask =
    /// <summary>A generative adversarial network.</summary>
    | GanTask of GanTraining
    /// <summary>A classifier.</summary>
    | ClassifierTask of ClassifierTraining
    /// <summary>A generator of perturbations.</summary>
    | AdvGanTask of AdvGanTraining

    /// <summary>The networks with their optimisers, by the names of their sections.</summary>
    member Optimisers: (string * Optimiser) list

    /// <summary>
    /// True if what a step computes depends on the length of the run: a schedule of rates or of the radius is stretched over
    /// it, or its last step is validated.
    /// </summary>
    member DependsOnTotal: bool

    /// <summary>The last samples of the training split, which are not trained on.</summary>
    member HeldOut: int

    /// <summary>Samples that are compared with training images after step t, counted from 1; 0 for none.</summary>
    member SamplesEvaluated: step: int64 -> int

    /// <summary>Batches that one step takes.</summary>
    member BatchesPerStep: int

/// <summary>
/// A whole run as one immutable, validated value: two equal experiments give equal weights on the same machine.
/// Source: symbols as in Goodfellow et al. 2014, Algorithm 1: batch size m, discriminator steps k.
/// </summary>
[<NoComparison>]
type Experiment =
    {
        /// <summary>The samples.</summary>
        Data: IDataSet
        /// <summary>Samples of data that is drawn; not used for what lies in files.</summary>
        DataCount: int
        /// <summary>The task that trains on them.</summary>
        Task: TrainingTask
        /// <summary>m, samples per update.</summary>
        BatchSize: int
        /// <summary>Of every random draw.</summary>
        Seed: uint64
        /// <summary>Length of the run.</summary>
        Duration: Duration
        /// <summary>How often each thing is written.</summary>
        Cadence: Cadence
    }

    /// <summary>Steps of the run: as given, or ceil(epochs b / k) for epochs of b batches and k batches a step.</summary>
    /// <param name="batchesPerEpoch">b.</param>
    member TotalSteps: batchesPerEpoch: int64 -> int64

    /// <summary>Epochs done after a step: t k / b.</summary>
    member Epochs: batchesPerEpoch: int64 * step: int64 -> float

/// <summary>How often things are due. Source: <c>Cadence</c>.</summary>
[<RequireQualifiedAccess>]
module Cadence =

    /// <summary>True if something is due after step t: every so many steps, and after the last.</summary>
    [<CompiledName("IsDue")>]
    val isDue: every: int64 -> total: int64 -> step: int64 -> bool
