namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Updates

/// <summary>What the samples are.</summary>
type DataSet =
    /// <summary>28x28 digits that the program draws itself: pixels in [0, 1].</summary>
    | Digits
    /// <summary>MNIST, LeCun et al. 1998: 28x28 pixels in [0, 1], from IDX files.</summary>
    | Mnist
    /// <summary>Points in the plane from a mixture of 8 Gaussians on a circle.</summary>
    | Ring

/// <summary>The pair of networks.</summary>
type Architecture =
    /// <summary>Fully connected generator z-256-512-1024-784 and convolutional discriminator, for 28x28 images.</summary>
    | Digits28
    /// <summary>Fully connected networks with two hidden layers of Model:Width, for points.</summary>
    | Mlp

/// <summary>How long the run is.</summary>
type Duration =
    /// <summary>Discriminator/generator exchanges.</summary>
    | Steps of int64
    /// <summary>Passes over the training set.</summary>
    | Epochs of int

/// <summary>How one network is updated.</summary>
[<NoComparison>]
type NetworkUpdate =
    {
        /// <summary>The rule with its constants.</summary>
        Rule: UpdateRule

        /// <summary>Step size, &gt; 0.</summary>
        LearningRate: float
    }

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

/// <summary>
/// A whole run as one immutable, validated value: two equal experiments give equal weights on the same machine.
/// Source: symbols as in Goodfellow et al. 2014, Algorithm 1: batch size m, discriminator steps k.
/// </summary>
[<NoComparison>]
type Experiment =
    {
        Data: DataSet
        /// <summary>Images drawn for <c>Digits</c>; points per epoch for <c>Ring</c>; not used for <c>Mnist</c>.</summary>
        DataCount: int
        Architecture: Architecture
        /// <summary>Length of z.</summary>
        LatentSize: int
        /// <summary>Hidden units of <c>Mlp</c>.</summary>
        Width: int
        Loss: AdversarialLoss
        /// <summary>k, discriminator updates per generator update.</summary>
        DiscriminatorSteps: int
        /// <summary>m, samples per update.</summary>
        BatchSize: int
        Seed: uint64
        Duration: Duration
        Generator: NetworkUpdate
        Discriminator: NetworkUpdate
        Cadence: Cadence
    }

/// <summary>The arithmetic of a run's length. Source: as <c>Experiment</c>.</summary>
[<RequireQualifiedAccess>]
module Experiment =

    /// <summary>
    /// Steps of a run: as given, or ceil(epochs b / k) for epochs of b batches and k discriminator steps a step.
    /// </summary>
    val totalSteps: batchesPerEpoch: int64 -> experiment: Experiment -> int64

    /// <summary>Passes over the data after a number of steps: step k / b.</summary>
    val epochs: batchesPerEpoch: int64 -> experiment: Experiment -> step: int64 -> float

    /// <summary>Whether something written every so many steps is due: at its multiples and at the end.</summary>
    val isDue: every: int64 -> total: int64 -> step: int64 -> bool
