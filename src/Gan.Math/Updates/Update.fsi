namespace Gan.Math.Updates

open Gan.Math

/// <summary>
/// One descent step in any interpretation. Source: the rule's paper; the step itself is Robbins and Monro 1951, Eq. (7).
/// </summary>
[<RequireQualifiedAccess>]
module Update =

    /// <summary>
    /// Slots before the first step: zero, of the parameter's shape.
    /// </summary>
    [<CompiledName("Init")>]
    val init: parameter: 'T -> Slots<'T> when 'T :> IReal<'T>

    /// <summary>
    /// theta &lt;- theta - rate d(g), elementwise, between a stage's two halves. The only place where a sign or a learning
    /// rate is applied: every other form of a step, <c>Fused</c> among them, calls it.
    /// </summary>
    /// <param name="stage">The rule at this step.</param>
    /// <param name="rate">Learning rate, &gt; 0.</param>
    /// <param name="parameter">theta.</param>
    /// <param name="gradient">g, of theta's shape.</param>
    /// <param name="slots">What the rule remembers.</param>
    val apply:
        stage: 'S -> rate: float -> parameter: 'T -> gradient: 'T -> slots: Slots<'T> -> struct ('T * Slots<'T>)
            when 'S: struct and 'S :> IStage and 'T :> IReal<'T>

    /// <summary>As <c>apply</c>, for a rule chosen by value.</summary>
    [<CompiledName("Step")>]
    val step:
        rule: UpdateRule ->
        context: StepContext ->
        rate: float ->
        parameter: 'T ->
        gradient: 'T ->
        slots: Slots<'T> ->
            struct ('T * Slots<'T>)
            when 'T :> IReal<'T>
