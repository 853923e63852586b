namespace Gan.Math.Updates

open System
open System.Runtime.CompilerServices

/// <summary>
/// A parameter buffer of P elements with its gradient and the rule's slots; a slot that the rule does not use is empty.
/// Source: as <c>Fused</c>.
/// </summary>
[<Struct; IsByRefLike; NoEquality; NoComparison>]
type Buffers =

    /// <summary>Borrows the buffers.</summary>
    /// <param name="parameters">theta_P.</param>
    /// <param name="gradient">g_P.</param>
    /// <param name="first">First slot_P, or empty.</param>
    /// <param name="second">Second slot_P, or empty.</param>
    /// <param name="third">Third slot_P, or empty.</param>
    /// <param name="fourth">Fourth slot_P, or empty.</param>
    new:
        parameters: Span<float32> *
        gradient: Span<float32> *
        first: Span<float32> *
        second: Span<float32> *
        third: Span<float32> *
        fourth: Span<float32> ->
            Buffers

    val internal Parameters: Span<float32>
    val internal Gradient: Span<float32>
    val internal First: Span<float32>
    val internal Second: Span<float32>
    val internal Third: Span<float32>
    val internal Fourth: Span<float32>

/// <summary>
/// Update rules over flat 32-bit buffers, in place, in one pass over memory, at the <c>Lane</c> interpretation.
/// Elements are independent, so a buffer may be split at any point and its parts updated on different threads with
/// the same result. Source: as <c>Update</c>.
/// </summary>
[<AbstractClass; Sealed>]
type Fused =

    /// <summary>theta &lt;- theta - rate d(g) for every element; parameters and slots are overwritten.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="context">The step.</param>
    /// <param name="rate">Learning rate, &gt; 0.</param>
    /// <param name="buffers">What is updated.</param>
    /// <exception cref="T:System.ArgumentException">The lengths do not agree with each other or with the rule.</exception>
    static member Step: rule: UpdateRule * context: StepContext * rate: float * buffers: Buffers -> unit
