namespace Gan.Math.Experiments

open Gan.Math
open Gan.Math.Losses
open Gan.Math.Robust
open Gan.Math.Updates

/// <summary>How long the run is.</summary>
type Duration =
    /// <summary>Discriminator/generator exchanges.</summary>
    | Steps of int64
    /// <summary>Passes over the training set.</summary>
    | Epochs of int

/// <summary>What the players minimise and how they take turns. Source: each case's own module.</summary>
[<NoComparison>]
type Game =
    {
        /// <summary>Both sides' loss.</summary>
        Loss: AdversarialLoss
        /// <summary>Label of real samples in [0, 1]; 1 unless the loss is a cross-entropy.</summary>
        RealLabel: float
        /// <summary>Label of generated samples in [0, 1]; 0 unless the loss is a cross-entropy.</summary>
        FakeLabel: float
        /// <summary>Added to the discriminator's loss.</summary>
        Penalty: Penalty
        /// <summary>Steps from one penalty to the next, at least 1, each weighed by as many: Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", Sec. 3.1.</summary>
        PenaltyEvery: int
        /// <summary>Who moves when.</summary>
        Play: Play
        /// <summary>k, discriminator updates per generator update.</summary>
        DiscriminatorSteps: int
        /// <summary>Standard deviation of instance noise at the first step, &gt;= 0, in pixels or coordinates.</summary>
        NoiseDeviation: float
        /// <summary>Steps after which there is none, at least 1.</summary>
        NoiseSteps: int64
        /// <summary>Random changes of all images that the discriminator sees, in their order.</summary>
        Augmentations: Augmentation list
        /// <summary>Steps with one sign of <c>Health</c>, less those without, that stop the run; 0 for never.</summary>
        CollapseSteps: int64
    }

/// <summary>The average of a network's parameters, which is used in its place. Source: <c>Ema</c>.</summary>
[<NoComparison>]
type Average =
    {
        /// <summary>Samples after which a value's weight has halved; 0 for no average.</summary>
        HalfLife: float
        /// <summary>Half-life of a young average, as a part of the samples seen, &gt; 0.</summary>
        RampUp: float
    }

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
        Architecture: Architecture
        /// <summary>Length of z.</summary>
        LatentSize: int
        /// <summary>What z is drawn from; the standard normal density if there is none.</summary>
        Mixture: LatentMixture option
        /// <summary>psi in (0, 1] of <c>Latents.truncate</c>, for samples that are looked at or compared, not for training.</summary>
        Truncation: float
        /// <summary>Hidden units of <c>Mlp</c>, channels of the others.</summary>
        Width: int
        /// <summary>Hidden layers of <c>Mlp</c>, at least 1; 2 of the others, which have what their articles give them.</summary>
        Depth: int
        /// <summary>Units of a fully connected layer next to z and next to the score of <c>Dcgan28</c> to <c>Dcgan64</c>, as in Chen et al. 2016, "InfoGAN", Appendix C.1; 0 for none.</summary>
        Hidden: int
        /// <summary>Whether samples have classes, and how.</summary>
        Conditioning: Conditioning
        /// <summary>How the generator takes them.</summary>
        GeneratorConditioning: GeneratorConditioning
        /// <summary>lambda &gt;= 0, weight of <c>Conditional.auxiliaryClassifier</c> in both players' losses.</summary>
        ClassWeight: float
        /// <summary>Whether both players have a self-attention layer at maps of 14x14 or 16x16: Zhang et al. 2019, "Self-Attention Generative Adversarial Networks", Sec. 3.</summary>
        Attention: bool
        /// <summary>What the discriminator's layers are normalised by.</summary>
        Normalisation: Normalisation
        /// <summary>
        /// m &gt;= 1, samples of one side that the discriminator judges together, as one of m times the channels or coordinates, so that it sees where samples are less varied than
        /// data; 1 for each by itself. Lin, Khetan, Fanti and Oh 2018, "PacGAN: The Power of Two Samples in Generative Adversarial Networks", Sec. 2.
        /// </summary>
        Packing: int
        /// <summary>Losses and turns.</summary>
        Game: Game
        /// <summary>How the generator is updated.</summary>
        Generator: NetworkUpdate
        /// <summary>How the discriminator is updated.</summary>
        Discriminator: NetworkUpdate
        /// <summary>What is sampled from.</summary>
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
        Update: NetworkUpdate
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
        Architecture: ClassifierArchitecture
        /// <summary>What it minimises, and against which attack.</summary>
        Robust: RobustTraining
        /// <summary>What makes the adversarial points in place of gradient steps, if anything does.</summary>
        Attacker: LearnedAttacker option
        /// <summary>How it is updated.</summary>
        Update: NetworkUpdate
        /// <summary>What is validated and exported, if its half-life is not 0.</summary>
        Average: Average
        /// <summary>How its best state is chosen, if it is.</summary>
        Validation: Validation option
        /// <summary>What it learns from beside the data, if anything.</summary>
        Generated: GeneratedData option
    }

/// <summary>A network that learns to answer as the attacked classifier does. Source: Xiao et al. 2018, Sec. 3.3.</summary>
[<NoComparison>]
type Student =
    {
        /// <summary>The network.</summary>
        Architecture: ClassifierArchitecture
        /// <summary>How it is updated.</summary>
        Update: NetworkUpdate
    }

/// <summary>A generator of perturbations against a trained classifier, and a discriminator. Source: <c>AdvGan</c>.</summary>
[<NoComparison>]
type AdvGanTraining =
    {
        /// <summary>Folder of the attacked classifier's run.</summary>
        Victim: string
        /// <summary>What stands in for the classifier, if only its answers are seen; none if its gradients are.</summary>
        Student: Student option
        /// <summary>Radius of the Linf ball, pixels being in [0, 1].</summary>
        Radius: float
        /// <summary>What the generator's losses weigh.</summary>
        Weights: AdvGanWeights
        /// <summary>Both sides' loss of the GAN.</summary>
        Loss: AdversarialLoss
        /// <summary>Channels of the first layers of both networks.</summary>
        Width: int
        /// <summary>How the generator is updated.</summary>
        Generator: NetworkUpdate
        /// <summary>How the discriminator is updated.</summary>
        Discriminator: NetworkUpdate
    }

/// <summary>What is trained. Source: each case's own type.</summary>
[<NoComparison>]
type TrainingTask =
    /// <summary>A generative adversarial network.</summary>
    | GanTask of GanTraining
    /// <summary>A classifier.</summary>
    | ClassifierTask of ClassifierTraining
    /// <summary>A generator of perturbations.</summary>
    | AdvGanTask of AdvGanTraining

/// <summary>
/// A whole run as one immutable, validated value: two equal experiments give equal weights on the same machine.
/// Source: symbols as in Goodfellow et al. 2014, Algorithm 1: batch size m, discriminator steps k.
/// </summary>
[<NoComparison>]
type Experiment =
    {
        /// <summary>The samples.</summary>
        Data: DataSet
        /// <summary>Images drawn for <c>Digits</c>; points per epoch for mixtures; not used for what lies in files.</summary>
        DataCount: int
        /// <summary>What is trained on them.</summary>
        Task: TrainingTask
        /// <summary>m, samples per update.</summary>
        BatchSize: int
        /// <summary>Of every random draw.</summary>
        Seed: uint64
        /// <summary>Length of the run.</summary>
        Duration: Duration
        /// <summary>What is written when.</summary>
        Cadence: Cadence
    }

/// <summary>What a game asks of its players. Source: as <c>Game</c>.</summary>
[<RequireQualifiedAccess>]
module Game =

    /// <summary>Whether the labels are 1 and 0.</summary>
    val hardLabels: game: Game -> bool

    /// <summary>Batches of real samples that one step takes: k, or 2 for extragradient.</summary>
    val batchesPerStep: game: Game -> int

    /// <summary>
    /// The discriminator's loss per sample, without penalty: <c>LabelSmoothing.discriminator</c> for a cross-entropy with
    /// soft labels, else <c>AdversarialLoss.discriminator</c>.
    /// </summary>
    val discriminatorLoss: game: Game -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>What the penalty of draw t, counted from 1, is multiplied by: k at 1, 1 + k, ..., with k = PenaltyEvery, else 0.</summary>
    val penaltyShare: game: Game -> draw: int64 -> float

    /// <summary>Standard deviation of the instance noise at step t, counted from 1: <c>InstanceNoise.deviation</c>.</summary>
    val noise: game: Game -> step: int64 -> float

/// <summary>How an average follows. Source: as <c>Ema</c>.</summary>
[<RequireQualifiedAccess>]
module Average =

    /// <summary>The decay of the average's update after step t, counted from 1: <c>Ema.rampedDecay</c> of a batch.</summary>
    val decay: average: Average -> batchSize: int -> step: int64 -> float

/// <summary>What tasks have in common. Source: as <c>TrainingTask</c>.</summary>
[<RequireQualifiedAccess>]
module TrainingTask =

    /// <summary>The networks with their updates, by the names of their sections.</summary>
    val updates: task: TrainingTask -> (string * NetworkUpdate) list

    /// <summary>
    /// Whether what a step computes depends on the length of the run: a schedule of rates or of the radius is stretched over
    /// it, or its last step is validated.
    /// </summary>
    val dependsOnTotal: task: TrainingTask -> bool

    /// <summary>The last samples of the training split, which are not trained on.</summary>
    val heldOut: task: TrainingTask -> int

    /// <summary>Samples that are compared with training images after step t, counted from 1; 0 for none.</summary>
    val sampleEvaluation: task: TrainingTask -> step: int64 -> int

    /// <summary>Batches that one step takes.</summary>
    val batchesPerStep: task: TrainingTask -> int

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
