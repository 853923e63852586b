namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module NonSaturating =

    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T = Minimax.discriminator real_N fake_N

    let generator (fake_N: 'T :> IReal<'T>) : 'T = softplus (-fake_N) // -log D(G(z))
