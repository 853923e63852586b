namespace Gan.Math.Attacks

/// <summary>Half of eps by chance, half by the gradient. Source: Tramer et al. 2018, "Ensemble Adversarial Training", Sec. 4.1.</summary>
[<RequireQualifiedAccess>]
module RandFgsm =

    /// <summary>The attack as a value. Tramer et al. 2018, Sec. 4.1.</summary>
    [<CompiledName("Attack")>]
    val attack: IAttack
