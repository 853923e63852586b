namespace Gan.Math.Robust

open Gan.Math

/// <summary>The robust losses by name. Source: each value's own.</summary>
[<RequireQualifiedAccess>]
module RobustLoss =

    /// <summary>Every loss that settings can name, from its weight. A new loss is one file and one line here.</summary>
    [<CompiledName("All")>]
    val all: (float -> IRobustLoss) list

    /// <summary>Every robust loss with its name.</summary>
    [<CompiledName("Named")>]
    val named: (string * (float -> IRobustLoss)) list

    /// <summary>
    /// The classes whose cross-entropy the attack in the loop raises: p where the loss attacks predictions (KL(p || p')
    /// differs from that cross-entropy by what does not depend on x'), else y. Zhang et al. 2019, Sec. 4.
    /// </summary>
    [<CompiledName("AttackLabels")>]
    val attackLabels: loss: IRobustLoss -> labels_NK: 'T -> clean_NK: 'T -> 'T when 'T :> ITensor<'T>
