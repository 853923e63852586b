namespace Gan.Math.Theory

/// <summary>
/// Divergences between distributions p_K and q_K on the same K outcomes, in nats.
/// Source: Goodfellow et al. 2014, Sec. 4.1; conventions 0 log 0 = 0 and p log(p / 0) = inf from Cover and Thomas
/// 2006, Sec. 2.3.
/// </summary>
[<RequireQualifiedAccess>]
module Divergences =

    /// <summary>KL(p, q) = sum_k p_k log(p_k / q_k), in [0, inf]. Cover and Thomas 2006, Eq. (2.26).</summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val kullbackLeibler: p: Distribution -> q: Distribution -> float

    /// <summary>
    /// JSD(p, q) = KL(p, m) / 2 + KL(q, m) / 2 with m = (p + q) / 2, in [0, log 2]. Goodfellow et al. 2014, Eq. (6).
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val jensenShannon: p: Distribution -> q: Distribution -> float
