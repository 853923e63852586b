namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Minimax =

    // -log D(x) - log(1 - D(G(z)))
    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T = softplus (-real_N) + softplus fake_N

    let generator (fake_N: 'T :> IReal<'T>) : 'T = -(softplus fake_N) // log(1 - D(G(z)))

    [<CompiledName("Loss")>]
    let loss =
        { new ILoss with
            member _.Name = "minimax"
            member _.Source = "Goodfellow et al. 2014, Eq. (1)"
            member _.Traits = LossTraits.CrossEntropy
            member _.Discriminator(real_N, fake_N) = discriminator real_N fake_N
            member _.Generator(_, fake_N) = generator fake_N
        }
