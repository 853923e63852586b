namespace Gan.Math.Attacks

/// <summary>
/// The momentum iterative method: 40 steps of 2.5 eps / 40 from the clean point, mu = 1.
/// Source: Dong et al. 2018, "Boosting Adversarial Attacks with Momentum", Algorithm 1.
/// </summary>
[<RequireQualifiedAccess>]
module MiFgsm =

    /// <summary>The attack as a value. Dong et al. 2018, Algorithm 1.</summary>
    [<CompiledName("Attack")>]
    val attack: IAttack
