namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Minimax =

    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T = softplus (-real_N) + softplus fake_N // -log D(x) - log(1 - D(G(z)))

    let generator (fake_N: 'T :> IReal<'T>) : 'T = -(softplus fake_N) // log(1 - D(G(z)))
