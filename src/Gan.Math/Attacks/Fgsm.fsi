namespace Gan.Math.Attacks

/// <summary>
/// The fast gradient sign method: one step of eps along the gradient of the cross-entropy from the clean point, in Linf its sign.
/// Source: Goodfellow, Shlens and Szegedy 2015, "Explaining and Harnessing Adversarial Examples", Sec. 4.
/// </summary>
[<RequireQualifiedAccess>]
module Fgsm =

    /// <summary>The attack as a value. Goodfellow, Shlens and Szegedy 2015, Sec. 4.</summary>
    [<CompiledName("Attack")>]
    val attack: IAttack
