namespace Gan.Math.Updates

open Gan.Math

[<RequireQualifiedAccess>]
module Consensus =

    let energy (field: 'T :> ITensor<'T>) : 'T = sum (square field) .* 0.5

    let direction (weight: float) (field: 'T :> IReal<'T>) (transposedProduct: 'T) : 'T =
        field + (transposedProduct .* weight)

[<RequireQualifiedAccess>]
module Symplectic =

    let adjustment (product: 'T :> IReal<'T>) (transposedProduct: 'T) : 'T = (transposedProduct - product) .* 0.5
    let product (a: 'T :> ITensor<'T>) (b: 'T) : 'T = sum (a * b)
    let direction (weight: float) (field: 'T :> IReal<'T>) (adjustment: 'T) : 'T = field + (adjustment .* weight)

    let alignment (fieldProduct: float) (adjustmentProduct: float) (count: int) =
        if fieldProduct * adjustmentProduct / float count + 0.1 < 0.0 then
            -1.0
        else
            1.0
