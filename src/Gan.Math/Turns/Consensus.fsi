namespace Gan.Math.Turns

open Gan.Math

/// <summary>
/// Both players follow their gradients and descend the field's energy: v + gamma J^T v.
/// Source: Mescheder, Nowozin and Geiger 2017, "The Numerics of GANs", Sec. 4 and Algorithm 2. Symbols as in <c>IGameField</c>.
/// </summary>
[<RequireQualifiedAccess>]
module Consensus =

    /// <summary>
    /// |v|^2 / 2 of one parameter tensor; their sum's gradient is J^T v. Mescheder et al. 2017, Sec. 4.
    /// </summary>
    [<CompiledName("Energy")>]
    val energy: field: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>v + gamma J^T v: descends |v|^2 / 2 beside the players' losses. Mescheder et al. 2017, Sec. 4, Eq. (9).</summary>
    /// <param name="weight">gamma &gt;= 0.</param>
    /// <param name="field">v.</param>
    /// <param name="transposedProduct">J^T v.</param>
    val direction: weight: float -> field: 'T -> transposedProduct: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>v + gamma J^T v of a whole field.</summary>
    [<CompiledName("Correction")>]
    val correction: weight: float -> ICorrection

    /// <summary>The turn as a value, with gamma &gt;= 0. Mescheder et al. 2017, Sec. 4 and Algorithm 2.</summary>
    [<CompiledName("Turn")>]
    val turn: weight: float -> ITurn
