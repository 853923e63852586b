namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Robust
open Gan.Math.Training

/// <summary>How long the run is.</summary>
type Duration =
    /// <summary>Discriminator/generator exchanges.</summary>
    | Steps of int64
    /// <summary>Passes over the training set.</summary>
    | Epochs of int

/// <summary>Samples are compared with training images now and then, and the nearest generator is kept. Source: <c>FrechetDistance</c>.</summary>
[<NoComparison>]
type SampleEvaluation =
    {
        /// <summary>Samples, and as many training images.</summary>
        Count: int
        /// <summary>Steps from one comparison to the next.</summary>
        Every: int64
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

/// <summary>A mixture that z is drawn from: each of its components as likely, with means drawn once, standard normal. Source: <c>Latents.ofMixture</c>.</summary>
type LatentMixture =
    {
        /// <summary>K &gt;= 1.</summary>
        Components: int
        /// <summary>sigma &gt;= 0 of each component.</summary>
        Deviation: float
    }

/// <summary>A generator and a discriminator against each other. Source: Goodfellow et al. 2014, Algorithm 1.</summary>
[<NoComparison>]
type GanTraining =
    {
        /// <summary>Both networks.</summary>
        Architecture: IGanArchitecture
        /// <summary>The numbers and choices that they are built from.</summary>
        Networks: GanNetworks
        /// <summary>The mixture that z is drawn from; the standard normal density if there is none.</summary>
        Mixture: LatentMixture option
        /// <summary>psi in (0, 1] of <c>Latents.truncate</c>, for samples that are looked at or compared, not for training.</summary>
        Truncation: float
        /// <summary>lambda &gt;= 0, weight of <c>Conditional.auxiliaryClassifier</c> in both players' losses.</summary>
        ClassWeight: float
        /// <summary>The loss before its labels are smoothed.</summary>
        Loss: ILoss
        /// <summary>Label of real samples in [0, 1]; 1 unless the loss is a cross-entropy.</summary>
        RealLabel: float
        /// <summary>Label of generated samples in [0, 1]; 0 unless the loss is a cross-entropy.</summary>
        FakeLabel: float
        /// <summary>Losses, with these labels, and turns.</summary>
        Game: Game
        /// <summary>Steps with one symptom of <c>TrainingHealth</c>, less those without, that stop the run; 0 for never.</summary>
        CollapseSteps: int64
        /// <summary>How the generator is updated.</summary>
        Generator: Optimiser
        /// <summary>How the discriminator is updated.</summary>
        Discriminator: Optimiser
        /// <summary>The average that is sampled from.</summary>
        Average: Average
        /// <summary>How its best state is chosen, if it is.</summary>
        Evaluation: SampleEvaluation option
    }

/// <summary>A network that attacks in the training loop. Source: <c>LearnedAttack</c>.</summary>
[<NoComparison>]
type LearnedAttacker =
    {
        /// <summary>Channels of its hidden layers.</summary>
        Width: int
        /// <summary>How it is updated.</summary>
        Update: Optimiser
    }

/// <summary>
/// Samples of a generator among the training data. Source: Gowal et al. 2021, "Improving Robustness using Generated Data", Sec. 4:
/// each batch holds them in a fixed expected share.
/// </summary>
[<NoComparison>]
type GeneratedData =
    {
        /// <summary>The expected share of generated samples in a batch, in (0, 1].</summary>
        Share: float
        /// <summary>How many are made, once.</summary>
        Count: int
        /// <summary>Folder of the run whose generator makes them.</summary>
        Run: string
    }

/// <summary>A classifier, natural or robust. Source: <c>RobustTraining</c>.</summary>
[<NoComparison>]
type ClassifierTraining =
    {
        /// <summary>The network.</summary>
        Architecture: IClassifierArchitecture
        /// <summary>Logits that it has, at least the classes of the data.</summary>
        Outputs: int
        /// <summary>The loss that it minimises, and the attack in the loop.</summary>
        Robust: RobustTraining
        /// <summary>The network that makes the adversarial points in place of gradient steps, if anything does.</summary>
        Attacker: LearnedAttacker option
        /// <summary>How it is updated.</summary>
        Update: Optimiser
        /// <summary>The average that is validated and exported, if its half-life is not 0.</summary>
        Average: Average
        /// <summary>How its best state is chosen, if it is.</summary>
        Validation: Validation option
        /// <summary>Generated samples that it learns from beside the data, if any.</summary>
        Generated: GeneratedData option
    }

/// <summary>A network that learns to answer as the attacked classifier does. Source: Xiao et al. 2018, Sec. 3.3.</summary>
[<NoComparison>]
type Student =
    {
        /// <summary>The network.</summary>
        Architecture: IClassifierArchitecture
        /// <summary>How it is updated.</summary>
        Update: Optimiser
    }

/// <summary>A generator of perturbations against a trained classifier, and a discriminator. Source: <c>AdvGan</c>.</summary>
[<NoComparison>]
type AdvGanTraining =
    {
        /// <summary>Folder of the attacked classifier's run.</summary>
        Victim: string
        /// <summary>The network that stands in for the classifier, if only its answers are seen; none if its gradients are.</summary>
        Student: Student option
        /// <summary>Radius of the Linf ball, pixels being in [0, 1].</summary>
        Radius: float
        /// <summary>Weights of the generator's losses.</summary>
        Weights: AdvGanWeights
        /// <summary>Both sides' loss of the GAN.</summary>
        Loss: ILoss
        /// <summary>Channels of the first layers of both networks.</summary>
        Width: int
        /// <summary>How the generator is updated.</summary>
        Generator: Optimiser
        /// <summary>How the discriminator is updated.</summary>
        Discriminator: Optimiser
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
