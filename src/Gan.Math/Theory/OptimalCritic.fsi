namespace Gan.Math.Theory

/// <summary>
/// The earth mover's distance between distributions on the points 0, 1, ..., K - 1 of a line, and the 1-Lipschitz critic
/// that attains it. Source: Villani 2009, "Optimal Transport", Theorem 5.10; Arjovsky et al. 2017, Eq. (1) and (2).
/// </summary>
[<RequireQualifiedAccess>]
module OptimalCritic =

    /// <summary>
    /// W(p, q) = sum_k |P_k - Q_k| with the cumulative P_k = p_0 + ... + p_k, in [0, K - 1]. Villani 2009, Sec. 2, for
    /// the line.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val earthMover: p: Distribution -> q: Distribution -> float

    /// <summary>
    /// c_0 = 0, c_(k+1) = c_k + sign(Q_k - P_k): sum_k p_k c_k - sum_k q_k c_k = W(p, q). Arjovsky et al. 2017, Eq. (2).
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val potential: p: Distribution -> q: Distribution -> float[]
