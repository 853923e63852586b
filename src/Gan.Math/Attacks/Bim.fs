namespace Gan.Math.Attacks

[<RequireQualifiedAccess>]
module Bim =

    [<CompiledName("Attack")>]
    let attack =
        Pgd.attack "bim" "Kurakin, Goodfellow and Bengio 2017, Sec. 2.2" CrossEntropy 40 2.5 0.0 0
