namespace Gan.Math.Attacks

[<RequireQualifiedAccess>]
module MiFgsm =

    [<CompiledName("Attack")>]
    let attack =
        Pgd.attack "mi-fgsm" "Dong et al. 2018, Algorithm 1" CrossEntropy 40 2.5 1.0 0
