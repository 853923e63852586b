namespace Gan.Math.Turns

open Gan.Math
open Gan.Math.Updates

/// <summary>
/// Both players go ahead, take the gradients there, and step with them from where they were.
/// Source: Korpelevich 1976; Gidel et al. 2019, "A Variational Inequality Perspective on Generative Adversarial Networks",
/// Sec. 3.2.
/// </summary>
[<RequireQualifiedAccess>]
module Extragradient =

    /// <summary>
    /// ahead, slots &lt;- step_(2t-1)(theta, F(theta), slots);
    /// theta, slots &lt;- step_(2t)(theta, F(ahead), slots). Gidel et al. 2019, Sec. 3.2 and Algorithm 4 for Adam.
    /// </summary>
    [<CompiledName("Step")>]
    val step:
        rule: UpdateRule ->
        context: StepContext ->
        rate: float ->
        field: ('T -> 'T) ->
        parameters: 'T ->
        slots: Slots<'T> ->
            struct ('T * Slots<'T>)
            when 'T :> IReal<'T>

    /// <summary>The turn as a value. Korpelevich 1976; Gidel et al. 2019, Sec. 3.2.</summary>
    [<CompiledName("Turn")>]
    val turn: ITurn
