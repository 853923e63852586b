namespace Gan.Math.Metrics

/// <summary>
/// Mean and scatter of feature vectors, in parts that can be merged.
/// Source: Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances", Eq. (2.1).
/// </summary>
/// <remarks>Symbols: n vectors x_i of D features; m their mean; S = sum_i (x_i - m) (x_i - m)^T, symmetric.</remarks>
[<NoComparison>]
type Moments =
    {
        /// <summary>n, at least 1.</summary>
        Count: int64
        /// <summary>m, D numbers.</summary>
        Mean: float[]
        /// <summary>S, D rows of D numbers.</summary>
        Scatter: float[][]
    }

/// <summary>Moments of samples. Source: as <c>Moments</c>.</summary>
[<RequireQualifiedAccess>]
module Moments =

    /// <summary>The moments of some vectors.</summary>
    /// <exception cref="T:System.ArgumentException">There are none, they differ in length, or a number is not below 1e48 in magnitude.</exception>
    [<CompiledName("OfSamples")>]
    val ofSamples: samples_ND: float[][] -> Moments

    /// <summary>
    /// Moments of both parts together: with d = m_b - m_a, n = n_a + n_b: m = m_a + d n_b / n, S = S_a + S_b + d d^T n_a n_b / n.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">They differ in dimension.</exception>
    val merge: a: Moments -> b: Moments -> Moments

    /// <summary>S / (n - 1), the unbiased covariance.</summary>
    /// <exception cref="T:System.ArgumentException">There is one vector only.</exception>
    val covariance: moments: Moments -> float[][]
