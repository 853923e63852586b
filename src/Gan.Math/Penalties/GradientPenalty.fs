namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module GradientPenalty =

    [<CompiledName("Norm")>]
    let norm (gradient_NP: 'T :> ITensor<'T>) : 'T =
        squareRoot (sumPerSample (square gradient_NP) +. 1e-30)

    [<CompiledName("TwoSided")>]
    let twoSided (target: float) (gradient_NP: 'T :> ITensor<'T>) : 'T = square (norm gradient_NP +. -target)

    [<CompiledName("OneSided")>]
    let oneSided (target: float) (gradient_NP: 'T :> ITensor<'T>) : 'T =
        square (relu (norm gradient_NP +. -target))

    [<CompiledName("Interpolate")>]
    let interpolate (weights_N: 'T :> ITensor<'T>) (real_NP: 'T) (fake_NP: 'T) : 'T =
        let weights: 'T = 'T.Spread(weights_N, real_NP)
        let step: 'T = weights * (real_NP - fake_NP)
        fake_NP + step // w x + (1 - w) G(z)

    [<CompiledName("Perturb")>]
    let perturb (deviation: float) (noise_NP: 'T :> IReal<'T>) (real_NP: 'T) : 'T = addScaled deviation noise_NP real_NP

    [<CompiledName("ZeroCentred")>]
    let zeroCentred (gradient_NP: 'T :> ITensor<'T>) : 'T =
        sumPerSample (square gradient_NP) .* 0.5
