namespace Gan.Math.Attacks

open Gan.Math

/// <summary>The constants of the attack of Carlini and Wagner. Source: <c>CarliniWagner</c>.</summary>
[<NoComparison>]
type CarliniWagnerOptions =
    {
        /// <summary>Values of c that are tried, at least 1; the paper's program has 9.</summary>
        Searches: int
        /// <summary>Adam's steps for each c, at least 1.</summary>
        Steps: int
        /// <summary>Adam's rate; the paper's program has 0.01.</summary>
        Rate: float
        /// <summary>The first c; the paper's program has 0.001.</summary>
        FirstWeight: float
    }

/// <summary>
/// The L2 attack of Carlini and Wagner. Symbols: x clean, x' adversarial, z logits, e the criterion's excess.
/// Minimised by Adam, x' being clipped to [0, 1] after every step:
/// |x' - x|^2 - c min(e(z(x')), 0).
/// The paper has three ways to stay in the box (Sec. V-B); of these it is projection. Its change of variables, x' = (tanh w + 1) / 2,
/// does not move a pixel that is black or white: there w is infinite and has no slope, and most pixels of a digit are.
/// c is found by bisection: it falls to the middle of its bounds where x' succeeded, and rises there, or tenfold while
/// nothing has, where it did not. The nearest success is kept.
/// Source: Carlini and Wagner 2017, "Towards Evaluating the Robustness of Neural Networks", Sec. V and VI-A.
/// </summary>
[<RequireQualifiedAccess>]
module CarliniWagner =

    /// <summary>The search before its first step.</summary>
    val start: options: CarliniWagnerOptions -> problem: Problem<'T> -> ISearch<'T> when 'T :> ISamples<'T>

    /// <summary>The attack as a value. Carlini and Wagner 2017, Sec. V and VI.</summary>
    [<CompiledName("Attack")>]
    val attack: options: CarliniWagnerOptions -> IAttack
