namespace Gan.Math

open Gan.Math.Updates

/// <summary>Update rules as equations: their stages run over symbols. Source: as each rule.</summary>
[<RequireQualifiedAccess>]
module internal RuleText =

    /// <summary>The gradient's norm that a printed rule is given.</summary>
    val norm: float

    /// <summary>The equations of a rule with letters for its constants, at any step t.</summary>
    val withLetters: notation: Notation -> rule: UpdateRule -> (string * string) list

    /// <summary>The equations of a rule with its own numbers, at any step t.</summary>
    val withNumbers: notation: Notation -> rule: UpdateRule -> (string * string) list
