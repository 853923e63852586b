namespace Gan.Math.Updates

open Gan.Math

/// <summary>
/// Memory of a rule about one parameter between steps: at most four running values, zero before the first step.
/// Slots that a rule does not use stay as they are. Source: each rule's own equations.
/// </summary>
[<Struct; NoComparison>]
type Slots<'T> =
    {
        /// <summary>The first value.</summary>
        First: 'T
        /// <summary>The second value.</summary>
        Second: 'T
        /// <summary>The third value.</summary>
        Third: 'T
        /// <summary>The fourth value.</summary>
        Fourth: 'T
    }

/// <summary>
/// One stage of an update rule at one step, with every constant of that step already computed. A step is
/// d, slots &lt;- Direct(theta, g, slots); theta' = theta - rate d; theta', slots &lt;- Finish(theta, theta', slots);
/// the sign and the rate in the middle are <c>Update.apply</c>'s alone. Most stages leave one of the two as it is.
/// Source: each stage's own equations.
/// </summary>
/// <remarks>
/// Implementations are structs, so that the JIT specialises a loop for the pair (rule, number type) and inlines the rule.
/// </remarks>
type IStage =

    /// <summary>How many of the slots the stage uses, from the first: 0 to 4.</summary>
    abstract SlotCount: int

    /// <summary>The direction of descent at a gradient, elementwise, and the slots' next values.</summary>
    abstract Direct<'T when 'T :> IReal<'T>> :
        parameter: 'T * gradient: 'T * slots: Slots<'T> -> struct ('T * Slots<'T>)

    /// <summary>A parameter after it has moved, elementwise, and the slots' next values.</summary>
    abstract Finish<'T when 'T :> IReal<'T>> : before: 'T * after: 'T * slots: Slots<'T> -> struct ('T * Slots<'T>)
