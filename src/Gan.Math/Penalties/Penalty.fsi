namespace Gan.Math.Penalties

/// <summary>The gradient penalties by name. Source: each value's own.</summary>
[<RequireQualifiedAccess>]
module Penalty =

    /// <summary>Nothing is added to the discriminator's loss: the value is 0 everywhere.</summary>
    [<CompiledName("None")>]
    val none: IPenalty

    /// <summary>True if a penalty is <c>none</c>.</summary>
    [<CompiledName("IsNone")>]
    val isNone: penalty: IPenalty -> bool

    /// <summary>Every penalty that settings can name, from its constants. A new penalty is one file and one line here.</summary>
    [<CompiledName("All")>]
    val all: (PenaltyConstants -> IPenalty) list

    /// <summary>Every penalty with its name.</summary>
    [<CompiledName("Named")>]
    val named: (string * (PenaltyConstants -> IPenalty)) list
