namespace Gan.Math.Turns

open Gan.Math

/// <summary>
/// Both players follow v + lambda A^T v, which adds the part that turns the field towards a stable fixed point.
/// Source: Balduzzi et al. 2018, "The Mechanics of n-Player Differentiable Games", Sec. 3 and Algorithm 1. Symbols as in
/// <c>IGameField</c>.
/// </summary>
[<RequireQualifiedAccess>]
module Symplectic =

    /// <summary>A^T v = (J^T v - J v) / 2, with the antisymmetric part A = (J - J^T) / 2. Balduzzi et al. 2018, Lemma 1.</summary>
    val adjustment: product: 'T -> transposedProduct: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>&lt;a, b&gt; of one parameter tensor: a term of <c>alignment</c>'s products.</summary>
    [<CompiledName("Product")>]
    val product: a: 'T -> b: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>v + lambda A^T v. Balduzzi et al. 2018, Sec. 3.2.</summary>
    val direction: weight: float -> field: 'T -> adjustment: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// lambda's sign: sign(&lt;v, J^T v&gt; &lt;A^T v, J^T v&gt; / P + 1/10), so that the adjustment attracts to stable fixed
    /// points and repels from unstable ones: -1 where the sum is negative, else 1. Balduzzi et al. 2018, Algorithm 1.
    /// </summary>
    /// <param name="fieldProduct">&lt;v, J^T v&gt;.</param>
    /// <param name="adjustmentProduct">&lt;A^T v, J^T v&gt;.</param>
    /// <param name="count">P, the number of parameters.</param>
    val alignment: fieldProduct: float -> adjustmentProduct: float -> count: int -> float

    /// <summary>v + lambda A^T v of a whole field, lambda in the aligned sign.</summary>
    [<CompiledName("Correction")>]
    val correction: weight: float -> ICorrection

    /// <summary>The turn as a value, with lambda &gt;= 0, in the aligned sign. Balduzzi et al. 2018, Sec. 3 and Algorithm 1.</summary>
    [<CompiledName("Turn")>]
    val turn: weight: float -> ITurn
