namespace Gan.Math.Penalties

open Gan.Math

/// <summary>The numbers of the gradient penalties. Source: each penalty's own.</summary>
type PenaltyConstants =
    {
        /// <summary>Weight lambda or gamma, &gt;= 0.</summary>
        Weight: float
        /// <summary>Wanted norm, &gt;= 0.</summary>
        Target: float
        /// <summary>Standard deviation of DRAGAN's noise, &gt;= 0, in the unit of the samples.</summary>
        Deviation: float
    }

/// <summary>Draws that a penalty's points need. Source: each penalty's own.</summary>
type PenaltyDraws =
    /// <summary>Nothing.</summary>
    | NoDraws
    /// <summary>Uniform draws in [0, 1], one per sample: shape [N].</summary>
    | UniformWeights
    /// <summary>Standard normal draws of the samples' shape.</summary>
    | NormalNoise

/// <summary>
/// A penalty on the gradient of the discriminator's score by its input, in two steps: where the gradient is taken, and what
/// it costs there. Source: Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", Eq. (3).
/// </summary>
[<Interface>]
type IPenalty =
    /// <summary>The name that settings, help and catalogue use.</summary>
    abstract Name: string

    /// <summary>Authors, year and equation.</summary>
    abstract Source: string

    /// <summary>Its numbers; those that it does not use are <c>PenaltyConstants.unused</c>.</summary>
    abstract Constants: PenaltyConstants

    /// <summary>The draws that its points need.</summary>
    abstract Draws: PenaltyDraws

    /// <summary>True if its points are generated samples, and so of the generated samples' classes.</summary>
    abstract AtGenerated: bool

    /// <summary>The points x^_NP at which the gradient is taken.</summary>
    abstract Points<'T when 'T :> ITensor<'T>> : draws: 'T * real_NP: 'T * fake_NP: 'T -> 'T

    /// <summary>The weighted penalty per sample, shape [N], from the gradient at those points.</summary>
    abstract Value<'T when 'T :> ITensor<'T>> : gradient_NP: 'T -> 'T

/// <summary>Constants of penalties. Source: Gulrajani et al. 2017, Sec. 4.</summary>
[<RequireQualifiedAccess>]
module PenaltyConstants =

    /// <summary>10, 1 and 1: what stands for a constant that a penalty does not use.</summary>
    val unused: PenaltyConstants
