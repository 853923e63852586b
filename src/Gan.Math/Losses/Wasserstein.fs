namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Wasserstein =

    let clippingBound = 0.01
    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T = fake_N - real_N
    let generator (fake_N: 'T :> IReal<'T>) : 'T = -fake_N

    [<CompiledName("Loss")>]
    let loss =
        { new ILoss with
            member _.Name = "wasserstein"
            member _.Source = "Arjovsky et al. 2017, Eq. (3)"
            member _.Traits = LossTraits.None
            member _.Discriminator(real_N, fake_N) = discriminator real_N fake_N
            member _.Generator(_, fake_N) = generator fake_N
        }
