namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// Noise on everything that the discriminator sees, fading over training, so that real and generated samples overlap.
/// Source: Soenderby et al. 2017, "Amortised MAP Inference for Image Super-resolution", Sec. 3; Arjovsky and Bottou
/// 2017, Sec. 3.
/// </summary>
[<RequireQualifiedAccess>]
module InstanceNoise =

    /// <summary>
    /// sigma_t = initial max(1 - t / until, 0): falls in a straight line from its initial value to 0.
    /// Soenderby et al. 2017, Sec. 3.
    /// </summary>
    /// <param name="initial">sigma_0 &gt;= 0, in the unit of the samples.</param>
    /// <param name="until">The step from which there is no noise, &gt; 0.</param>
    /// <param name="step">t &gt;= 0.</param>
    [<CompiledName("Deviation")>]
    val deviation: initial: float -> until: float -> step: float -> float

    /// <summary>x + sigma u, u standard normal. Soenderby et al. 2017, Sec. 3.</summary>
    [<CompiledName("Add")>]
    val add: deviation: float -> noise_NP: 'T -> sample_NP: 'T -> 'T when 'T :> IReal<'T>
