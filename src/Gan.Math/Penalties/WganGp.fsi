namespace Gan.Math.Penalties

/// <summary>
/// lambda (|g| - target)^2, or one-sided lambda max(|g| - target, 0)^2, between real and generated samples.
/// Source: Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", Eq. (3), and Sec. 4, "Two-sided penalty".
/// </summary>
[<RequireQualifiedAccess>]
module WganGp =

    /// <summary>The two-sided penalty as a value. Gulrajani et al. 2017, Eq. (3).</summary>
    /// <param name="weight">lambda &gt;= 0.</param>
    /// <param name="target">Wanted norm, &gt;= 0.</param>
    [<CompiledName("Penalty")>]
    val penalty: weight: float -> target: float -> IPenalty

    /// <summary>The one-sided penalty as a value. Gulrajani et al. 2017, Sec. 4.</summary>
    /// <param name="weight">lambda &gt;= 0.</param>
    /// <param name="target">Largest norm that costs nothing, &gt;= 0.</param>
    [<CompiledName("OneSided")>]
    val oneSided: weight: float -> target: float -> IPenalty
