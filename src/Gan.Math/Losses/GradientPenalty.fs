namespace Gan.Math.Losses

open Gan.Math

[<RequireQualifiedAccess>]
module GradientPenalty =

    let norm (gradient_NP: 'T :> ITensor<'T>) : 'T =
        squareRoot (sumPerSample (square gradient_NP) +. 1e-30)

    let twoSided (target: float) (gradient_NP: 'T :> ITensor<'T>) : 'T = square (norm gradient_NP +. -target)

    let oneSided (target: float) (gradient_NP: 'T :> ITensor<'T>) : 'T =
        square (relu (norm gradient_NP +. -target))

    let interpolate (weights_N: 'T :> ITensor<'T>) (real_NP: 'T) (fake_NP: 'T) : 'T =
        let weights: 'T = 'T.Spread(weights_N, real_NP)
        let step: 'T = weights * (real_NP - fake_NP)
        fake_NP + step // w x + (1 - w) G(z)

    let perturb (deviation: float) (noise_NP: 'T :> IReal<'T>) (real_NP: 'T) : 'T = real_NP + (noise_NP .* deviation)

    let zeroCentred (gradient_NP: 'T :> ITensor<'T>) : 'T =
        sumPerSample (square gradient_NP) .* 0.5
