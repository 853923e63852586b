namespace Gan.Math.Theory

/// <summary>How the players of the bilinear game move. Source: Gidel et al. 2019, Sec. 2.2 and 3; the rules' own.</summary>
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
    /// <summary>Steps of optimism: the sum, looking ahead by it.</summary>
    | NesterovGradient of decay: float
    /// <summary>Both by the gradients at the point that the last gradients lead to.</summary>
    | ExtrapolatedFromThePast
    /// <summary>Both by v + gamma J^T v.</summary>
    | ConsensusGradient of weight: float
    /// <summary>Both by v + lambda A^T v.</summary>
    | SymplecticGradient of weight: float
    /// <summary>Both by the gradients with weight decay lambda.</summary>
    | DecayedGradient of decay: float
    /// <summary>k simultaneous steps, then back to the share alpha of the way: one operator for all k.</summary>
    | LookaheadGradient of every: int * follow: float

/// <summary>
/// The game min_x max_y x y, whose only equilibrium is (0, 0): every method is a linear operator on its state, and its
/// spectral radius says whether and how fast the players get there.
/// Source: Gidel et al. 2019, "A Variational Inequality Perspective on GANs", Sec. 2.2 and 3; Daskalakis et al. 2018.
/// </summary>
/// <remarks>
/// State: x, y; then the last x, y for <c>OptimisticGradient</c>, the sums for <c>HeavyBallGradient</c> and
/// <c>NesterovGradient</c>, the last gradients for <c>ExtrapolatedFromThePast</c>.
/// </remarks>
[<RequireQualifiedAccess>]
module BilinearGame =

    /// <summary>The matrix that takes the state from one step to the next. Gidel et al. 2019, Sec. 2.2 and 3.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rate">eta &gt; 0, the same for both players.</param>
    val operator: method: BilinearMethod -> rate: float -> float[,]

    /// <summary>
    /// The largest modulus of the operator's eigenvalues, in closed form: sqrt(1 + eta^2); 1 for eta &lt;= 2, else
    /// (eta^2 - 2 + eta sqrt(eta^2 - 4)) / 2; sqrt(1 - eta^2 + eta^4); the larger root of
    /// l^2 - (1 + 2 i eta) l + i eta, also from the past; that of l^2 - (1 + mu + i eta) l + mu; that of
    /// l^2 - (1 + mu) (1 + i eta) l + mu (1 + i eta) for Nesterov; sqrt((1 - eta w)^2 + eta^2) with weight w of
    /// consensus, adjustment or decay, which are one operator here: J^T v = A^T v = (x, y);
    /// |1 - alpha + alpha (1 + i eta)^k|. Below 1 the players converge.
    /// </summary>
    val spectralRadius: method: BilinearMethod -> rate: float -> float
