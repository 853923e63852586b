namespace Gan.Math.Attacks

/// <summary>
/// The basic iterative method: 40 steps of 2.5 eps / 40 from the clean point.
/// Source: Kurakin, Goodfellow and Bengio 2017, "Adversarial Examples in the Physical World", Sec. 2.2.
/// </summary>
[<RequireQualifiedAccess>]
module Bim =

    /// <summary>The attack as a value. Kurakin, Goodfellow and Bengio 2017, Sec. 2.2.</summary>
    [<CompiledName("Attack")>]
    val attack: IAttack
