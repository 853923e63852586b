namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module Hinge =

    let discriminator (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        relu (-real_N +. 1.0) + relu (fake_N +. 1.0)

    let generator (fake_N: 'T :> IReal<'T>) : 'T = -fake_N
