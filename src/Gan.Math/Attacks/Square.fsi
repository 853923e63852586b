namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// The Square attack: random search with squares that shrink, by logits alone. Symbols: x clean, b the best point so far,
/// q the criterion's excess. Query t draws one or two windows, the same for all samples, and proposes
/// Linf: P(b + 2 eps sigma) in the window, sigma a sign for each channel;
/// L2, L1: in delta = b - x, each channel of the second window is emptied, the first gets
/// (sigma profile + delta / |delta|) of norm sqrt(max(eps^2 - |delta|^2, 0) / C + n^2) (L1: max(eps - |delta|, 0) + C n),
/// n the norm of delta on both windows before; then x + eps delta / |delta| clipped to the box (L1: projected on the ball).
/// The proposal becomes b where q rises or is above 0. It starts, for Linf, with a random sign for each channel and column;
/// for L2 and L1 with a pattern of 5 x 5 profiles of random signs.
/// Windows lie anywhere in the image; the authors' program leaves out its last row and column.
/// Source: Andriushchenko et al. 2020, Algorithms 1 to 3; L1: Croce and Hein 2021, Sec. 5. Windows and signs are
/// drawn once for all samples, as the authors' program does for Linf.
/// </summary>
[<RequireQualifiedAccess>]
module Square =

    /// <summary>The search before its first query.</summary>
    /// <param name="queries">At least 1.</param>
    /// <param name="problem">The problem; its samples have the axes [C; H; W], or one axis, which is taken for a row.</param>
    val start: queries: int -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>

    /// <summary>The attack as a value. Andriushchenko et al. 2020, Algorithm 1.</summary>
    [<CompiledName("Attack")>]
    val attack: queries: int -> restarts: int -> IAttack
