namespace Gan.Math.Attacks

[<RequireQualifiedAccess>]
module Fgsm =

    [<CompiledName("Attack")>]
    let attack =
        Pgd.attack "fgsm" "Goodfellow, Shlens and Szegedy 2015, Sec. 4" CrossEntropy 1 1.0 0.0 0
