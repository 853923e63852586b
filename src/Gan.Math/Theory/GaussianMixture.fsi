namespace Gan.Math.Theory

/// <summary>
/// An equal mixture of round Gaussians in the plane: a density that is known exactly, on which modes can be counted.
/// Source: each mixture's own.
/// </summary>
/// <remarks>Symbols: K centres c_k; deviation s &gt; 0 in both directions.</remarks>
[<NoComparison>]
type GaussianMixture =
    {
        /// <summary>c_k, K pairs.</summary>
        Centres: float[][]
        /// <summary>s.</summary>
        Deviation: float
    }

/// <summary>The mixtures that GANs are tried on. Source: each one's own.</summary>
[<RequireQualifiedAccess>]
module GaussianMixture =

    /// <summary>8 on a circle of radius 2, s = 0.1: in the manner of Metz et al. 2017, "Unrolled Generative Adversarial Networks", Sec. 3.</summary>
    [<CompiledName("Ring")>]
    val ring: GaussianMixture

    /// <summary>25 on a square of 5 by 5 at distance 1 around the origin, s = 0.05: in the manner of Dumoulin et al. 2017, "Adversarially Learned Inference", Sec. 4.</summary>
    [<CompiledName("Grid")>]
    val grid: GaussianMixture

    /// <summary>
    /// 100 along a spiral of two turns, s = 0.1: c_k = 2.4 u (cos 4 pi u, sin 4 pi u) with u = (0.2 + 0.8 k / 99), so that they run into each other.
    /// </summary>
    [<CompiledName("Spiral")>]
    val spiral: GaussianMixture

    /// <summary>log p(x) = log sum_k exp(-|x - c_k|^2 / 2 s^2) - log(2 pi s^2 K).</summary>
    [<CompiledName("LogDensity")>]
    val logDensity: mixture: GaussianMixture -> x: float[] -> float

    /// <summary>
    /// Point n of the stream of a key, and its mode, from 0: the mode is word 6 n of the stream, modulo K; the coordinates are its centre's plus s
    /// times the normal draws 3 n + 1 and 3 n + 2.
    /// </summary>
    [<CompiledName("Draw")>]
    val draw: mixture: GaussianMixture -> key: uint64 -> n: uint64 -> struct (int * float * float)
