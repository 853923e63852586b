namespace Gan.Math.Losses

open Gan.Math

type Began = { Diversity: float; Gain: float }

[<RequireQualifiedAccess>]
module Began =

    let discriminator (balance: 'T :> IReal<'T>) (real_N: 'T) (fake_N: 'T) : 'T = real_N - balance * fake_N
    let generator (fake_N: 'T :> IReal<'T>) : 'T = fake_N

    // gamma mean L(x) - mean L(G(z))
    let private imbalance (began: Began) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        (mean real_N .* began.Diversity) - mean fake_N

    let nextBalance (began: Began) (balance: 'T :> ITensor<'T>) (real_N: 'T) (fake_N: 'T) : 'T =
        clamp 0.0 1.0 (balance + (imbalance began real_N fake_N .* began.Gain))

    let convergence (began: Began) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        mean real_N + absolute (imbalance began real_N fake_N)
