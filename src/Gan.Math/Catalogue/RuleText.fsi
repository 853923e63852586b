namespace Gan.Math

open Gan.Math.Updates

/// <summary>Update rules as equations: their stages run over symbols. Source: as each rule.</summary>
[<RequireQualifiedAccess>]
module internal RuleText =

    /// <summary>The gradient's norm that a printed rule is given.</summary>
    val norm: float

    /// <summary>beta^t as one symbol.</summary>
    val power: unicode: string -> latex: string -> Formula

    /// <summary>beta, 1 - beta and 1 / (1 - beta^t) at a step, with how they are written.</summary>
    val decays: step: int64 -> value: float * shown: Formula * power: Formula -> (float * Formula) list

    /// <summary>The equations of a rule, from the constants at the step that is printed.</summary>
    val lines:
        notation: Notation -> constants: (int64 -> (float * Formula) list) -> rule: UpdateRule -> (string * string) list

    /// <summary>The equations of a rule with its own numbers, at any step t.</summary>
    val ofRule: notation: Notation -> rule: UpdateRule -> (string * string) list
