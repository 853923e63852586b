namespace Gan.Math.Penalties

/// <summary>
/// lambda (|g| - target)^2 near real samples.
/// Source: Kodali et al. 2017, "On Convergence and Stability of GANs" (DRAGAN), Sec. 2.
/// </summary>
[<RequireQualifiedAccess>]
module Dragan =

    /// <summary>The penalty as a value. Kodali et al. 2017, Sec. 2.</summary>
    /// <param name="weight">lambda &gt;= 0.</param>
    /// <param name="target">Wanted norm, &gt;= 0.</param>
    /// <param name="deviation">Of the noise, &gt;= 0, in the unit of the samples.</param>
    [<CompiledName("Penalty")>]
    val penalty: weight: float -> target: float -> deviation: float -> IPenalty
