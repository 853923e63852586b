namespace Gan.Math.Penalties

/// <summary>
/// lambda max(|g| - target, 0)^2 between real and generated samples.
/// Source: Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", Sec. 4, "Two-sided penalty".
/// </summary>
[<RequireQualifiedAccess>]
module WganGpOneSided =

    /// <summary>The penalty as a value. Gulrajani et al. 2017, Sec. 4.</summary>
    /// <param name="weight">lambda &gt;= 0.</param>
    /// <param name="target">Wanted norm, &gt;= 0.</param>
    [<CompiledName("Penalty")>]
    val penalty: weight: float -> target: float -> IPenalty
