namespace Gan.Math.Turns

/// <summary>The orders of play by name. Source: each value's own.</summary>
[<RequireQualifiedAccess>]
module Turn =

    /// <summary>Every turn that settings can name, from its numbers. A new turn is one file and one line here.</summary>
    [<CompiledName("All")>]
    val all: (TurnConstants -> ITurn) list

    /// <summary>Every turn with its name.</summary>
    [<CompiledName("Named")>]
    val named: (string * (TurnConstants -> ITurn)) list
