namespace Gan.Math.Training

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Turns

/// <summary>The losses of the players of a GAN, and how they take turns. Source: Goodfellow et al. 2014, Algorithm 1.</summary>
[<NoComparison>]
type Game =
    {
        /// <summary>Both sides' loss.</summary>
        Loss: ILoss
        /// <summary>Added to the discriminator's loss.</summary>
        Penalty: IPenalty
        /// <summary>
        /// Updates of the discriminator from one penalty to the next, at least 1, each weighed by as many: Karras et al. 2020,
        /// "Analyzing and Improving the Image Quality of StyleGAN", Sec. 3.1.
        /// </summary>
        PenaltyEvery: int
        /// <summary>Who moves when.</summary>
        Turn: ITurn
        /// <summary>Standard deviation of instance noise at the first step, &gt;= 0, in the unit of the samples.</summary>
        NoiseDeviation: float
        /// <summary>Steps after which there is none, at least 1.</summary>
        NoiseSteps: int64
        /// <summary>Random changes of all images that the discriminator sees, in their order.</summary>
        Augmentations: Augmentation list
    }

    /// <summary>Factor of the penalty of draw t, counted from 1: k at 1, 1 + k, ..., with k = PenaltyEvery, else 0.</summary>
    member PenaltyShare: draw: int64 -> float

    /// <summary>Standard deviation of the instance noise at step t, counted from 1: <c>InstanceNoise.deviation</c>.</summary>
    member Noise: step: int64 -> float

/// <summary>Usual games. Source: as <c>Game</c>.</summary>
[<RequireQualifiedAccess>]
module Game =

    /// <summary>A loss alone, one update of each player a step.</summary>
    [<CompiledName("Of")>]
    val ofLoss: loss: ILoss -> Game

/// <summary>The average of a network's parameters, which is used in its place. Source: <c>Ema</c>.</summary>
[<NoComparison>]
type Average =
    {
        /// <summary>Samples after which a value's weight has halved; 0 for no average.</summary>
        HalfLife: float
        /// <summary>Half-life of a young average, as a part of the samples seen, &gt; 0.</summary>
        RampUp: float
    }

    /// <summary>The decay of the average's update after step t, counted from 1: <c>Ema.rampedDecay</c> of a batch.</summary>
    member Decay: batchSize: int * step: int64 -> float
