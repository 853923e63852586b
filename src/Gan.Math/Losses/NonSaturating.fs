namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module NonSaturating =

    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T = Minimax.discriminator real_N fake_N

    let generator (fake_N: 'T :> IReal<'T>) : 'T = softplus (-fake_N) // -log D(G(z))

    [<CompiledName("Loss")>]
    let loss =
        { new ILoss with
            member _.Name = "non-saturating"
            member _.Source = "Goodfellow et al. 2014, Sec. 3"
            member _.Traits = LossTraits.CrossEntropy
            member _.Discriminator(real_N, fake_N) = discriminator real_N fake_N
            member _.Generator(_, fake_N) = generator fake_N
        }
