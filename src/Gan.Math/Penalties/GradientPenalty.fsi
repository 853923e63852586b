namespace Gan.Math.Penalties

open Gan.Math

/// <summary>
/// Penalties on the gradient of the discriminator by its input, which the caller differentiates once more by the
/// discriminator's parameters. Source: Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", Eq. (3).
/// </summary>
/// <remarks>
/// Symbols: g_NP = dD(x_n)/dx_np, the gradient of each sample's own score, N samples of P elements on all further axes.
/// The norm is taken over all elements of a sample. One value per sample.
/// </remarks>
[<RequireQualifiedAccess>]
module GradientPenalty =

    /// <summary>
    /// |g_n| = sqrt(sum_p g_np^2 + 1e-30), in [1e-15, inf). The summand is below rounding for any gradient that matters
    /// and gives the norm's own gradient the value 0 at g = 0, where it has none. Gulrajani et al. 2017, Eq. (3).
    /// </summary>
    [<CompiledName("Norm")>]
    val norm: gradient_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>(|g_n| - target)^2, in [0, inf). Gulrajani et al. 2017, Eq. (3), with target 1.</summary>
    [<CompiledName("TwoSided")>]
    val twoSided: target: float -> gradient_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>max(|g_n| - target, 0)^2, in [0, inf). Named in Gulrajani et al. 2017, Sec. 4, "Two-sided penalty".</summary>
    [<CompiledName("OneSided")>]
    val oneSided: target: float -> gradient_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// x^ = w_n x_n + (1 - w_n) G(z_n): a point between a real and a generated sample, one weight per sample.
    /// Gulrajani et al. 2017, Algorithm 1, line 6.
    /// </summary>
    /// <param name="weights_N">w in [0, 1], uniform in the paper.</param>
    /// <param name="real_NP">x.</param>
    /// <param name="fake_NP">G(z).</param>
    [<CompiledName("Interpolate")>]
    val interpolate: weights_N: 'T -> real_NP: 'T -> fake_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// x^ = x + deviation u: a point near the data, u standard normal; the penalty there is <c>twoSided</c>.
    /// Kodali et al. 2017, "On Convergence and Stability of GANs" (DRAGAN), Sec. 2.
    /// </summary>
    [<CompiledName("Perturb")>]
    val perturb: deviation: float -> noise_NP: 'T -> real_NP: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// |g_n|^2 / 2, in [0, inf): R1 with the gradient at real samples, R2 at generated ones; the weight is gamma.
    /// Mescheder et al. 2018, "Which Training Methods for GANs do actually Converge?", Eq. (9) and (10).
    /// </summary>
    [<CompiledName("ZeroCentred")>]
    val zeroCentred: gradient_NP: 'T -> 'T when 'T :> ITensor<'T>
