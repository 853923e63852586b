namespace Gan.Math.Penalties

/// <summary>
/// lambda (|g| - target)^2 between real and generated samples.
/// Source: Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", Eq. (3).
/// </summary>
[<RequireQualifiedAccess>]
module WganGp =

    /// <summary>The penalty as a value. Gulrajani et al. 2017, Eq. (3).</summary>
    /// <param name="weight">lambda &gt;= 0.</param>
    /// <param name="target">Wanted norm, &gt;= 0.</param>
    [<CompiledName("Penalty")>]
    val penalty: weight: float -> target: float -> IPenalty
