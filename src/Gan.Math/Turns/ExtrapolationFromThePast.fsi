namespace Gan.Math.Turns

open Gan.Math
open Gan.Math.Updates

/// <summary>
/// As extragradient, going ahead by the gradients that the last step used: one evaluation a step.
/// Source: Gidel et al. 2019, "A Variational Inequality Perspective on Generative Adversarial Networks", Sec. 3.3.
/// </summary>
[<RequireQualifiedAccess>]
module ExtrapolationFromThePast =

    /// <summary>
    /// ahead &lt;- step(theta, past, slots), slots unchanged;
    /// past &lt;- F(ahead);
    /// theta, slots &lt;- step(theta, past, slots). Gidel et al. 2019, Sec. 3.3. The past is 0 before step 1. With slots it is a
    /// variant: only the real step moves them.
    /// </summary>
    /// <returns>theta, slots and past.</returns>
    [<CompiledName("Step")>]
    val step:
        rule: UpdateRule ->
        context: StepContext ->
        rate: float ->
        field: ('T -> 'T) ->
        parameters: 'T ->
        slots: Slots<'T> ->
        past: 'T ->
            struct ('T * Slots<'T> * 'T)
            when 'T :> IReal<'T>

    /// <summary>The turn as a value. Gidel et al. 2019, Sec. 3.3.</summary>
    [<CompiledName("Turn")>]
    val turn: ITurn
