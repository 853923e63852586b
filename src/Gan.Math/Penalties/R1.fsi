namespace Gan.Math.Penalties

/// <summary>
/// (gamma / 2) |g|^2 at real samples.
/// Source: Mescheder et al. 2018, "Which Training Methods for GANs do actually Converge?", Eq. (9).
/// </summary>
[<RequireQualifiedAccess>]
module R1 =

    /// <summary>The penalty as a value. Mescheder et al. 2018, Eq. (9).</summary>
    /// <param name="gamma">The weight, &gt;= 0.</param>
    [<CompiledName("Penalty")>]
    val penalty: gamma: float -> IPenalty
