namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// Linearised decision boundaries, for the attacks that look for the nearest one. Symbols: z_k logits, y true class.
/// Source: Moosavi-Dezfooli, Fawzi and Frossard 2016, "DeepFool", Sec. 3; Croce and Hein 2020, FAB, Sec. 2.2.
/// </summary>
[<RequireQualifiedAccess>]
module internal Boundary =

    /// <summary>d = z_t - z_y with the problem's targets, and its gradient w.</summary>
    val ofTarget: problem: Problem<'T> -> points: 'T -> struct ('T * 'T) when 'T :> ISamples<'T>

    /// <summary>
    /// d = z_k - z_y and its gradient w, of the class k != y whose boundary is nearest: with the least |d| / |w|, |w| in the
    /// dual norm. A backward pass for every class.
    /// </summary>
    val nearest: problem: Problem<'T> -> points: 'T -> struct ('T * 'T) when 'T :> ISamples<'T>
