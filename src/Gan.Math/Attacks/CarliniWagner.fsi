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
/// The L2 attack of Carlini and Wagner. Symbols: x clean, w free variables, z logits, e the criterion's excess.
/// x' = (tanh w + 1) / 2 = sigma(2 w), so that x' is within [0, 1]; minimised by Adam:
/// |x' - x|^2 - c min(e(z(x')), 0).
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
