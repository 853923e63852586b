namespace Gan.Math.Losses

/// <summary>The adversarial losses by name. Source: each value's own.</summary>
[<RequireQualifiedAccess>]
module Loss =

    /// <summary>Every loss that settings can name. A new loss is one file and one line here.</summary>
    [<CompiledName("All")>]
    val all: ILoss list

    /// <summary>Every loss with its name.</summary>
    [<CompiledName("Named")>]
    val named: (string * ILoss) list

    /// <summary>The loss of a name.</summary>
    /// <exception cref="T:System.Collections.Generic.KeyNotFoundException">No loss has it.</exception>
    [<CompiledName("Find")>]
    val find: name: string -> ILoss
