namespace Gan.Math.Metrics

/// <summary>
/// The squared maximum mean discrepancy of two sets of features under a polynomial kernel, without bias; on Inception's features
/// it is called KID. Source: Binkowski et al. 2018, "Demystifying MMD GANs", Sec. 4; Gretton et al. 2012, Eq. (3).
/// </summary>
/// <remarks>Symbols: x_i, n of them, and y_j, m of them, of D features; k(x, y) = (x . y / D + 1)^3.</remarks>
[<RequireQualifiedAccess>]
module KernelDistance =

    /// <summary>
    /// sum_(i != i') k(x_i, x_i') / (n (n - 1)) + sum_(j != j') k(y_j, y_j') / (m (m - 1)) - 2 sum_(i, j) k(x_i, y_j) / (n m); it may be
    /// negative where the sets are alike.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">A set has fewer than two samples, or features differ in number, are none, or are not below 1e48 in magnitude.</exception>
    [<CompiledName("Between")>]
    val between: x_ND: float[][] -> y_MD: float[][] -> float
