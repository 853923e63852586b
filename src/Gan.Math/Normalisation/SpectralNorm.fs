namespace Gan.Math.Normalisation

open Gan.Math

[<RequireQualifiedAccess>]
module SpectralNorm =

    [<CompiledName("Unit")>]
    let unit (x: 'T :> ITensor<'T>) : 'T =
        let length: 'T = squareRoot (sum (x * x))
        x / maximum length ('T.Constant(length, 1e-12))

    let iterate (times: 'T -> 'T) (transposed: 'T -> 'T) (u: 'T :> ITensor<'T>) =
        let v: 'T = unit (transposed u)
        struct (unit (times v), v)

    let sigma (times: 'T -> 'T) (u: 'T :> ITensor<'T>) (v: 'T) : 'T = sum (u * times v)

    let normalise (norm: float) (sigma: 'T :> ITensor<'T>) (weights: 'T) : 'T =
        weights .* norm / maximum sigma ('T.Constant(sigma, 1e-12))
