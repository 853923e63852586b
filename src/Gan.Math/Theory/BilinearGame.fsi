namespace Gan.Math.Theory

/// <summary>How the players of the bilinear game move. Source: Gidel et al. 2019, Sec. 2.2 and 3.</summary>
type BilinearMethod =
    /// <summary>Both by the gradients at the same point.</summary>
    | SimultaneousGradient
    /// <summary>First x, then y against the moved x.</summary>
    | AlternatingGradient
    /// <summary>Both by the gradients at the point that a step would reach.</summary>
    | ExtragradientStep
    /// <summary>Both by twice the gradients less the last ones.</summary>
    | OptimisticGradient
    /// <summary>Both by a running sum of gradients with decay mu.</summary>
    | HeavyBallGradient of decay: float

/// <summary>
/// The game min_x max_y x y, whose only equilibrium is (0, 0): every method is a linear operator on its state, and its
/// spectral radius says whether and how fast the players get there.
/// Source: Gidel et al. 2019, "A Variational Inequality Perspective on GANs", Sec. 2.2 and 3; Daskalakis et al. 2018.
/// </summary>
/// <remarks>State: x, y; then the last x, y for <c>OptimisticGradient</c>, the sums for <c>HeavyBallGradient</c>.</remarks>
[<RequireQualifiedAccess>]
module BilinearGame =

    /// <summary>The matrix that takes the state from one step to the next. Gidel et al. 2019, Sec. 2.2 and 3.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rate">eta &gt; 0, the same for both players.</param>
    val operator: method: BilinearMethod -> rate: float -> float[,]

    /// <summary>
    /// The largest modulus of the operator's eigenvalues, in closed form: sqrt(1 + eta^2); 1 for eta &lt;= 2, else
    /// (eta^2 - 2 + eta sqrt(eta^2 - 4)) / 2; sqrt(1 - eta^2 + eta^4); the larger root of
    /// l^2 - (1 + 2 i eta) l + i eta; that of l^2 - (1 + mu + i eta) l + mu. Below 1 the players converge.
    /// </summary>
    val spectralRadius: method: BilinearMethod -> rate: float -> float
