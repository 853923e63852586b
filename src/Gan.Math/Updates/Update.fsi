namespace Gan.Math.Updates

open Gan.Math

/// <summary>The update rules that an experiment can name. Source: each rule's own type.</summary>
[<NoComparison>]
type UpdateRule =
    /// <summary>Robbins and Monro 1951, Eq. (5).</summary>
    | Sgd
    /// <summary>Kingma and Ba 2015, Algorithm 1.</summary>
    | Adam of Adam

/// <summary>Choosing a rule by name. Source: as <c>UpdateRule</c>.</summary>
[<RequireQualifiedAccess>]
module UpdateRule =

    /// <summary>Every rule with the name that configuration files use, from the decays that it may need.</summary>
    val named: (string * (Adam -> UpdateRule)) list

    /// <summary>The name of a rule.</summary>
    val name: rule: UpdateRule -> string

/// <summary>
/// One descent step in any interpretation. Source: the rule's paper; the step itself is Robbins and Monro 1951, Eq. (5).
/// </summary>
[<RequireQualifiedAccess>]
module Update =

    /// <summary>
    /// Names of the arrays of the parameters' size that the rule keeps between steps, in the order of the slots.
    /// </summary>
    val slotNames: rule: UpdateRule -> string list

    /// <summary>
    /// Slots before the first step: zero, of the parameter's shape.
    /// </summary>
    val init: parameter: 'T -> Slots<'T> when 'T :> IReal<'T>

    /// <summary>
    /// theta &lt;- theta - rate d(g), elementwise, with the rule's direction d. The only place where a sign or a learning
    /// rate is applied: every other form of a step, <c>Fused</c> among them, calls it.
    /// </summary>
    /// <param name="direction">The rule at this step.</param>
    /// <param name="rate">Learning rate, &gt; 0.</param>
    /// <param name="parameter">theta.</param>
    /// <param name="gradient">g, of theta's shape.</param>
    /// <param name="slots">What the rule remembers.</param>
    val apply:
        direction: 'D -> rate: float -> parameter: 'T -> gradient: 'T -> slots: Slots<'T> -> struct ('T * Slots<'T>)
            when 'D: struct and 'D :> IDirection and 'T :> IReal<'T>

    /// <summary>As <c>apply</c>, for a rule chosen by value, at step t counted from 1.</summary>
    val step:
        rule: UpdateRule ->
        step: int64 ->
        rate: float ->
        parameter: 'T ->
        gradient: 'T ->
        slots: Slots<'T> ->
            struct ('T * Slots<'T>)
            when 'T :> IReal<'T>
