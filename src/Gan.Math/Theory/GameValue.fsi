namespace Gan.Math.Theory

/// <summary>
/// The value of the minimax game on finite distributions: what theory promises, in a form that tests can hold it to.
/// Source: Goodfellow et al. 2014, Eq. (1) and Theorem 1.
/// </summary>
[<RequireQualifiedAccess>]
module GameValue =

    /// <summary>
    /// V(D, G) = sum_k p_k log D_k + sum_k q_k log(1 - D_k), in [-inf, 0], with 0 log 0 = 0. Eq. (1).
    /// </summary>
    /// <param name="data">p_K, the data's distribution.</param>
    /// <param name="generator">q_K, the generator's.</param>
    /// <param name="discriminator">D_K, each in [0, 1].</param>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    [<CompiledName("Value")>]
    val value: data: Distribution -> generator: Distribution -> discriminator: float seq -> float

    /// <summary>
    /// max_D V(D, G) = V(D*, G) = -log 4 + 2 JSD(p, q), in [-log 4, 0]; -log 4 exactly when p = q. Theorem 1.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    [<CompiledName("AtOptimalDiscriminator")>]
    val atOptimalDiscriminator: data: Distribution -> generator: Distribution -> float
