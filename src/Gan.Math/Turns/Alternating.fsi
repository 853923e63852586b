namespace Gan.Math.Turns

/// <summary>
/// k discriminator updates with the generator fixed, then one generator update against the moved discriminator.
/// Source: Goodfellow et al. 2014, "Generative Adversarial Nets", Algorithm 1.
/// </summary>
[<RequireQualifiedAccess>]
module Alternating =

    /// <summary>The turn as a value, with k &gt;= 1. Goodfellow et al. 2014, Algorithm 1.</summary>
    [<CompiledName("Turn")>]
    val turn: discriminatorSteps: int -> ITurn
