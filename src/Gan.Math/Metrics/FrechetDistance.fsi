namespace Gan.Math.Metrics

/// <summary>A Frechet distance, with the residual of its roots. Source: <c>FrechetDistance</c>.</summary>
[<Struct; NoComparison>]
type Frechet =
    {
        /// <summary>The squared distance, &gt;= 0.</summary>
        Distance: float
        /// <summary>The largest <c>SymmetricMatrix.residual</c> of its roots: whether they are roots, not a bound of the distance's error.</summary>
        Residual: float
    }

/// <summary>
/// The Frechet distance between Gaussians with the moments of two sets of features.
/// Source: Dowson and Landau 1982, Eq. (16); on features of networks Heusel et al. 2017, "GANs Trained by a Two Time-Scale
/// Update Rule", Eq. (6), where the features are Inception's and the distance is called FID.
/// </summary>
/// <remarks>Symbols: means m_a, m_b; covariances C_a, C_b.</remarks>
[<RequireQualifiedAccess>]
module FrechetDistance =

    /// <summary>
    /// |m_a - m_b|^2 + tr C_a + tr C_b - 2 tr (C_a^(1/2) C_b C_a^(1/2))^(1/2).
    /// </summary>
    /// <exception cref="T:System.ArgumentException">
    /// They differ in dimension D, or one has no more than D samples: its covariance is singular, and the number would say more
    /// about the count than about the samples.
    /// </exception>
    /// <exception cref="T:System.ArithmeticException">A moment is not finite.</exception>
    val between: a: Moments -> b: Moments -> Frechet

    /// <summary>The distance with the eigenvalues and rows of eigenvectors that another library finds, for many features.</summary>
    /// <exception cref="T:System.ArgumentException">As for <c>between</c>.</exception>
    val betweenBy: eigen: (float[][] -> struct (float[] * float[][])) -> a: Moments -> b: Moments -> Frechet
