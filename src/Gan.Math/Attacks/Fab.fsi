namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// The fast adaptive boundary attack: looks for the nearest point behind a decision boundary by projecting on its
/// linearisation. Symbols: x clean, x_t points, d difference z_k - z_y of the class k whose boundary is nearest, w its
/// gradient, both at x_t; D(t) the step of least norm from t to the plane {z: d + &lt;w, z - x_t&gt; = 0} within the box
/// (<c>Hyperplane.step</c>). In this order:
/// d1 = D(x_t), d2 = D(x); alpha = min(|d1| / (|d1| + |d2|), 0.1), with norms of at least 1e-8;
/// x_(t+1) = (1 - alpha) (x_t + 1.05 d1) + alpha (x + 1.05 d2), clipped to [0, 1];
/// where x_(t+1) succeeds it is kept if it is the nearest so far, and x_(t+1) &lt;- x + 0.9 (x_(t+1) - x).
/// Source: Croce and Hein 2020, "Minimally distorted Adversarial Examples with a Fast Adaptive Boundary Attack",
/// Algorithm 1 with eta = 1.05, beta = 0.9 and alpha_max = 0.1; the targeted form: Croce and Hein 2020, "Reliable
/// evaluation of adversarial robustness", Sec. 4.
/// </summary>
[<RequireQualifiedAccess>]
module Fab =

    /// <summary>The search before its first step.</summary>
    /// <param name="targeted">Whether to look at the boundary with the problem's targets alone.</param>
    /// <param name="steps">At least 1.</param>
    /// <param name="problem">The problem. From restart 1 on it starts at half the ball's radius in a random direction.</param>
    val start: targeted: bool -> steps: int -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>

    /// <summary>Against the nearest boundary: first from the clean point, then from random ones.</summary>
    [<CompiledName("Attack")>]
    val attack: steps: int -> restarts: int -> IAttack

    /// <summary>Against the boundary with each of the most likely other classes in turn.</summary>
    [<CompiledName("Targeted")>]
    val targeted: steps: int -> targets: int -> IAttack
