namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// DeepFool: steps onto the nearest linearised decision boundary, and a little over it, until it is crossed. Symbols: x_t points,
/// x_0 clean, d and w difference and gradient of the class whose boundary is nearest, u the steepest direction of the ball's norm,
/// |.|* its dual norm. In this order:
/// x_(t+1) = x_t + 1.02 (|d| / |w|* + 1e-4) u(w), clipped to [0, 1]. In L1, where u is one element, which would soon be at the box's
/// end, the step is <c>Hyperplane.step</c>, the nearest point of the same plane within the box.
/// The clipping of every point keeps the search in the box, and 1e-4, as in the authors' program, takes it over the boundary where
/// steps become short.
/// Source: Moosavi-Dezfooli, Fawzi and Frossard 2016, "DeepFool", Algorithm 2 with overshoot 0.02 and Eq. (11) for other norms.
/// </summary>
[<RequireQualifiedAccess>]
module DeepFool =

    /// <summary>The search before its first step; it ignores the radius until what it found is judged.</summary>
    /// <param name="steps">At least 1.</param>
    /// <param name="problem">The problem.</param>
    val start: steps: int -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>

    /// <summary>The attack as a value. Moosavi-Dezfooli, Fawzi and Frossard 2016, Algorithm 2.</summary>
    [<CompiledName("Attack")>]
    val attack: steps: int -> IAttack
