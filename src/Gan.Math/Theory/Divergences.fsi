namespace Gan.Math.Theory

open Gan.Math
open Gan.Math.Losses

/// <summary>
/// Divergences between distributions p_K and q_K on the same K outcomes, in nats.
/// Source: Goodfellow et al. 2014, Sec. 4.1; Nowozin et al. 2016, Sec. 2.1; conventions 0 log 0 = 0 and
/// p log(p / 0) = inf from Cover and Thomas 2006, Sec. 2.3.
/// </summary>
[<RequireQualifiedAccess>]
module Divergences =

    /// <summary>KL(p, q) = sum_k p_k log(p_k / q_k), in [0, inf]. Cover and Thomas 2006, Eq. (2.26).</summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    [<CompiledName("KullbackLeibler")>]
    val kullbackLeibler: p: Distribution -> q: Distribution -> float

    /// <summary>
    /// JSD(p, q) = KL(p, m) / 2 + KL(q, m) / 2 with m = (p + q) / 2, in [0, log 2]. Goodfellow et al. 2014, Eq. (6).
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    [<CompiledName("JensenShannon")>]
    val jensenShannon: p: Distribution -> q: Distribution -> float

    /// <summary>TV(p, q) = sum_k |p_k - q_k| / 2, in [0, 1]. Arjovsky et al. 2017, Sec. 2.</summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val totalVariation: p: Distribution -> q: Distribution -> float

    /// <summary>chi^2(p, q) = sum_k (p_k - q_k)^2 / q_k, in [0, inf]. Nowozin et al. 2016, Table 1.</summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val chiSquared: p: Distribution -> q: Distribution -> float

    /// <summary>
    /// f(u), convex with f(1) = 0, u in (0, inf). In the order of <c>FDivergence</c>: u log u; -log u; (u - 1)^2;
    /// (sqrt(u) - 1)^2; u log u - (u + 1) log((u + 1) / 2); |u - 1| / 2. Nowozin et al. 2016, Table 1.
    /// </summary>
    val generatorFunction: divergence: FDivergence -> u: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// D_f(p, q) = sum_k q_k f(p_k / q_k), in [0, inf], with q f(0 / q) = q lim f(u) as u falls to 0 and
    /// 0 f(p / 0) = p lim f(u) / u as u grows. Nowozin et al. 2016, Eq. (2).
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val fDivergence: divergence: FDivergence -> p: Distribution -> q: Distribution -> float

    /// <summary>
    /// sum_k p_k T_k - sum_k q_k f*(T_k), at most D_f(p, q), for T_k in the domain of f*. Nowozin et al. 2016, Eq. (4).
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The numbers of outcomes differ.</exception>
    val variationalBound: divergence: FDivergence -> p: Distribution -> q: Distribution -> critic: float seq -> float
