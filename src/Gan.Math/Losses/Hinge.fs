namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Hinge =

    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        relu (-real_N +. 1.0) + relu (fake_N +. 1.0)

    let generator (fake_N: 'T :> IReal<'T>) : 'T = -fake_N

    [<CompiledName("Loss")>]
    let loss =
        { new ILoss with
            member _.Name = "hinge"
            member _.Source = "Lim and Ye 2017; Miyato et al. 2018, Eq. (16) and (17)"
            member _.Traits = LossTraits.None
            member _.Discriminator(real_N, fake_N) = discriminator real_N fake_N
            member _.Generator(_, fake_N) = generator fake_N
        }
