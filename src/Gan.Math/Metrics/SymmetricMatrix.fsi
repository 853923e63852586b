namespace Gan.Math.Metrics

/// <summary>
/// Symmetric matrices by their eigenvalues, in float64. The time grows with the cube of the size: a second at 128, a minute
/// at 512; larger ones belong to a library.
/// Source: Golub and Van Loan 2013, "Matrix Computations", Sec. 8.5, Jacobi's method in the parallel order of Sec. 8.5.6.
/// </summary>
[<RequireQualifiedAccess>]
module SymmetricMatrix =

    /// <summary>A B, rows of numbers.</summary>
    val multiply: a: float[][] -> b: float[][] -> float[][]

    /// <summary>
    /// Eigenvalues l and rows of eigenvectors V with A = V^T diag(l) V, in no order: rotations of disjoint pairs, each with
    /// t = sign(z) / (|z| + sqrt(1 + z^2)), z = (a_qq - a_pp) / 2 a_pq, until what is off the diagonal is rounding.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">The matrix is not square, or not symmetric within 1e-10 of its largest element.</exception>
    /// <exception cref="T:System.ArithmeticException">An element is not finite.</exception>
    val eigen: a: float[][] -> struct (float[] * float[][])

    /// <summary>
    /// V^T diag(r) V with r = sqrt(l), 0 for eigenvalues up to D 2.2e-16 max |l|, which are rounding: the root of a matrix without
    /// negative eigenvalues; <c>residual</c> shows how far it is from one.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">As for <c>eigen</c>.</exception>
    /// <exception cref="T:System.ArithmeticException">As for <c>eigen</c>.</exception>
    val squareRoot: a: float[][] -> float[][]

    /// <summary>The root from the eigenvalues and rows of eigenvectors that another library finds, for larger matrices.</summary>
    val squareRootBy: eigen: (float[][] -> struct (float[] * float[][])) -> a: float[][] -> float[][]

    /// <summary>|R R - A| / |A| in the Frobenius norm; 0 for A = 0 with R = 0.</summary>
    val residual: root: float[][] -> a: float[][] -> float
