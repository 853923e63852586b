namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The gradient penalties that an experiment can name, with their weights. Source: each case's own equation.
/// </summary>
type Penalty =
    /// <summary>Nothing is added to the discriminator's loss.</summary>
    | Unpenalised
    /// <summary>weight (|g| - target)^2 between real and generated samples: Gulrajani et al. 2017, Eq. (3).</summary>
    | WassersteinGradient of weight: float * target: float
    /// <summary>weight max(|g| - target, 0)^2 there: Gulrajani et al. 2017, Sec. 4.</summary>
    | OneSidedGradient of weight: float * target: float
    /// <summary>weight (|g| - target)^2 near real samples: Kodali et al. 2017, Sec. 2.</summary>
    | Dragan of weight: float * target: float * deviation: float
    /// <summary>(gamma / 2) |g|^2 at real samples: Mescheder et al. 2018, Eq. (9).</summary>
    | R1 of gamma: float
    /// <summary>(gamma / 2) |g|^2 at generated samples: Mescheder et al. 2018, Eq. (10).</summary>
    | R2 of gamma: float

/// <summary>What a penalty needs to be named by a configuration. Source: as <c>Penalty</c>.</summary>
type PenaltyConstants =
    {
        /// <summary>Weight lambda or gamma, &gt;= 0.</summary>
        Weight: float
        /// <summary>Wanted norm, &gt;= 0.</summary>
        Target: float
        /// <summary>Standard deviation of DRAGAN's noise, &gt;= 0, in the unit of the samples.</summary>
        Deviation: float
    }

/// <summary>A penalty in two steps: where to take the gradient, and what it costs. Source: as <c>Penalty</c>.</summary>
[<RequireQualifiedAccess>]
module Penalty =

    /// <summary>Every penalty with the name that configuration files use.</summary>
    val named: (string * (PenaltyConstants -> Penalty)) list

    /// <summary>The name of a penalty.</summary>
    val name: penalty: Penalty -> string

    /// <summary>A penalty's constants; those that it does not use are 10, 1 and 1.</summary>
    val constants: penalty: Penalty -> PenaltyConstants

    /// <summary>Whether the points depend on the weights.</summary>
    val usesWeights: penalty: Penalty -> bool

    /// <summary>Whether the points depend on the noise.</summary>
    val usesNoise: penalty: Penalty -> bool

    /// <summary>The points x^_NP at which the discriminator's gradient is wanted.</summary>
    /// <param name="penalty">Not <c>Unpenalised</c>, which has no points: it gives the real samples.</param>
    /// <param name="weights_N">Uniform draws in [0, 1], one per sample.</param>
    /// <param name="noise_NP">Standard normal draws, of the samples' shape.</param>
    /// <param name="real_NP">Real samples.</param>
    /// <param name="fake_NP">Generated samples.</param>
    val points:
        penalty: Penalty -> weights_N: 'T -> noise_NP: 'T -> real_NP: 'T -> fake_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>The weighted penalty per sample, from the gradient at those points; 0 for <c>Unpenalised</c>.</summary>
    val value: penalty: Penalty -> gradient_NP: 'T -> 'T when 'T :> ITensor<'T>
