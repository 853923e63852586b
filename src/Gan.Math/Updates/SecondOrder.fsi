namespace Gan.Math.Updates

open Gan.Math

/// <summary>
/// Corrections of a game's field of gradients by its Jacobian, from products that the caller computes.
/// Source: Mescheder et al. 2017, "The Numerics of GANs"; Balduzzi et al. 2018, "The Mechanics of n-Player
/// Differentiable Games".
/// </summary>
/// <remarks>
/// Symbols: v_P the field, each player's gradient of its own loss; J_PP its Jacobian, J_ij = dv_i/dtheta_j;
/// J^T v is the gradient of |v|^2 / 2.
/// </remarks>
[<RequireQualifiedAccess>]
module Consensus =

    /// <summary>
    /// |v|^2 / 2 of one parameter tensor; their sum's gradient is J^T v. Mescheder et al. 2017, Sec. 4.
    /// </summary>
    val energy: field: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>v + gamma J^T v: descends |v|^2 / 2 beside the players' losses. Mescheder et al. 2017, Sec. 4, Eq. (9).</summary>
    /// <param name="weight">gamma &gt;= 0.</param>
    /// <param name="field">v.</param>
    /// <param name="transposedProduct">J^T v.</param>
    val direction: weight: float -> field: 'T -> transposedProduct: 'T -> 'T when 'T :> IReal<'T>

/// <summary>
/// Symplectic gradient adjustment: adds the part that turns the field towards a stable fixed point.
/// Source: Balduzzi et al. 2018, "The Mechanics of n-Player Differentiable Games", Sec. 3. Symbols as in <c>Consensus</c>.
/// </summary>
[<RequireQualifiedAccess>]
module Symplectic =

    /// <summary>A^T v = (J^T v - J v) / 2, with the antisymmetric part A = (J - J^T) / 2. Balduzzi et al. 2018, Lemma 1.</summary>
    val adjustment: product: 'T -> transposedProduct: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>&lt;a, b&gt; of one parameter tensor: a term of <c>alignment</c>'s products.</summary>
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
