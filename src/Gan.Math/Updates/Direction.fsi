namespace Gan.Math.Updates

open Gan.Math

/// <summary>
/// What a rule remembers about one parameter between steps: at most two running values, zero before the first step.
/// Slots that a rule does not use stay as they are. Source: each rule's own equations.
/// </summary>
[<Struct; NoComparison>]
type Slots<'T> = { First: 'T; Second: 'T }

/// <summary>
/// An update rule at one step, with every constant of that step already computed: turns a gradient into a direction of
/// descent. The sign and the learning rate are not part of it; <c>Update.apply</c> applies them.
/// </summary>
/// <remarks>
/// Implementations are structs, so that the JIT specialises a loop for the pair (rule, number type) and inlines the rule.
/// </remarks>
type IDirection =

    /// <summary>How many of the slots the rule uses: 0, 1 or 2.</summary>
    abstract SlotCount: int

    /// <summary>The direction at a gradient, elementwise, and the slots' next values.</summary>
    abstract Apply<'T when 'T :> IReal<'T>> : gradient: 'T * slots: Slots<'T> -> struct ('T * Slots<'T>)
