namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// DeepFool: steps onto the nearest linearised decision boundary until it is crossed. Symbols: x clean, x_t points, d and w
/// difference and gradient of the class whose boundary is nearest, u the steepest direction of the ball's norm, |.|* its
/// dual norm. In this order:
/// x_(t+1) = x_t + |d| / |w|* u(w), clipped to [0, 1]; tried is x + 1.02 (x_(t+1) - x), clipped to [0, 1].
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
