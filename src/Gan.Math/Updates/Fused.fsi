namespace Gan.Math.Updates

open System

/// <summary>
/// Update rules over flat 32-bit buffers, in place, in one pass over memory, at the <c>Lane</c> interpretation.
/// Elements are independent, so a buffer may be split at any point and its parts updated on different threads with
/// the same result. Source: as <c>Update</c>.
/// </summary>
[<AbstractClass; Sealed>]
type Fused =

    /// <summary>theta &lt;- theta - rate d(g) for every element; slots move along.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="step">t, counted from 1.</param>
    /// <param name="rate">Learning rate, &gt; 0.</param>
    /// <param name="parameters">theta_P, overwritten.</param>
    /// <param name="gradient">g_P, only read.</param>
    /// <param name="first">First slot_P, overwritten; empty if the rule has no slot.</param>
    /// <param name="second">Second slot_P, overwritten; empty if the rule has fewer than two.</param>
    /// <exception cref="T:System.ArgumentException">The lengths do not agree.</exception>
    static member Step:
        rule: UpdateRule *
        step: int64 *
        rate: float *
        parameters: Span<float32> *
        gradient: Span<float32> *
        first: Span<float32> *
        second: Span<float32> ->
            unit
