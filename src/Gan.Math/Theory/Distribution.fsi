namespace Gan.Math.Theory

/// <summary>
/// A probability distribution p_K on K outcomes: p_k >= 0, sum_k p_k = 1. The finite setting in which the minimax
/// theory can be checked exactly. Source: Goodfellow et al. 2014, Sec. 4.
/// </summary>
[<Sealed; NoComparison>]
type Distribution =

    /// <summary>K, at least 1.</summary>
    member Count: int

    /// <summary>A copy of p_K.</summary>
    member Probabilities: float[]

/// <summary>Construction of finite distributions. Source: as the type.</summary>
[<RequireQualifiedAccess>]
module Distribution =

    /// <summary>p_k = w_k / sum_j w_j, from finite weights w_k >= 0 that are not all zero.</summary>
    /// <returns>The distribution, or one sentence that says what is wrong with the weights.</returns>
    val ofWeights: weights: float seq -> Result<Distribution, string>

    /// <summary>(p + q) / 2, outcome by outcome.</summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val mixture: p: Distribution -> q: Distribution -> Distribution
