namespace Gan.Math.Normalisation

open Gan.Math

/// <summary>
/// Division of a layer's weights by their largest singular value, found by power iteration, a step at a time while the weights learn.
/// Source: Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", Sec. 2.1 and Algorithm 1.
/// </summary>
/// <remarks>
/// Symbols: weights W as a matrix [O, I]; u ~ [O] and v ~ [I] of length 1, near its first singular vectors. The matrix is given by what it does:
/// times x = W x, transposed y = W^T y.
/// </remarks>
[<RequireQualifiedAccess>]
module SpectralNorm =

    /// <summary>x / max(|x|, 1e-12).</summary>
    [<CompiledName("Unit")>]
    val unit: x: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>One step of the iteration: v = unit(W^T u), then u = unit(W v); Algorithm 1, step 1.</summary>
    /// <returns>The next u, and v.</returns>
    val iterate: times: ('T -> 'T) -> transposed: ('T -> 'T) -> u: 'T -> struct ('T * 'T) when 'T :> ITensor<'T>

    /// <summary>sigma = u^T W v, at most the largest singular value, and equal to it for its vectors; Eq. (19).</summary>
    val sigma: times: ('T -> 'T) -> u: 'T -> v: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// c W / max(sigma, 1e-12), which is 0 for weights of 0. c = 1 is step 2 of Algorithm 1; other norms, Lin, Sekar and Fanti 2021, "Why Spectral Normalization Stabilizes GANs: Analysis and
    /// Improvements", scaled spectral normalisation: a network of L such layers, each but the last followed by (leaky) ReLU, has scores up to c^L times as large.
    /// </summary>
    /// <param name="norm">c &gt; 0, the spectral norm that the weights get.</param>
    /// <param name="sigma">Their own.</param>
    /// <param name="weights">W.</param>
    val normalise: norm: float -> sigma: 'T -> weights: 'T -> 'T when 'T :> ITensor<'T>
