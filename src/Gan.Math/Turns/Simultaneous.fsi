namespace Gan.Math.Turns

open Gan.Math
open Gan.Math.Updates

/// <summary>
/// Both players move by gradients at the same point.
/// Source: Nowozin, Cseke and Tomioka 2016, "f-GAN", Algorithm 1.
/// </summary>
/// <remarks>
/// Symbols: theta_P all players' parameters, F(theta)_P each player's gradient of its own loss by its own parameters.
/// </remarks>
[<RequireQualifiedAccess>]
module Simultaneous =

    /// <summary>theta, slots &lt;- step(theta, F(theta), slots).</summary>
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

    /// <summary>The turn as a value. Nowozin, Cseke and Tomioka 2016, Algorithm 1.</summary>
    [<CompiledName("Turn")>]
    val turn: ITurn
