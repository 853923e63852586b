namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module LogRatio =

    [<CompiledName("Loss")>]
    let loss =
        { new ILoss with
            member _.Name = "log-ratio"
            member _.Source = "Soenderby et al. 2017, Sec. 3.2"
            member _.Traits = LossTraits.CrossEntropy
            member _.Discriminator(real_N, fake_N) = softplus (-real_N) + softplus fake_N
            member _.Generator(_, fake_N) = -fake_N
        }
