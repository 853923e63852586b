namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Wasserstein =

    let clippingBound = 0.01
    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T = fake_N - real_N
    let generator (fake_N: 'T :> IReal<'T>) : 'T = -fake_N
