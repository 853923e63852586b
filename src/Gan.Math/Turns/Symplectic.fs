namespace Gan.Math.Turns

open System.Collections.Generic
open Gan.Math

[<RequireQualifiedAccess>]
module Symplectic =

    let adjustment (product: 'T :> IReal<'T>) (transposedProduct: 'T) : 'T = (transposedProduct - product) .* 0.5

    [<CompiledName("Product")>]
    let product (a: 'T :> ITensor<'T>) (b: 'T) : 'T = sum (a * b)

    let direction (weight: float) (field: 'T :> IReal<'T>) (adjustment: 'T) : 'T = field + (adjustment .* weight)

    let alignment (fieldProduct: float) (adjustmentProduct: float) (count: int) =
        if fieldProduct * adjustmentProduct / float count + 0.1 < 0.0 then
            -1.0
        else
            1.0

    let private inner (a: 'T seq) (b: 'T seq) : float =
        let total: 'T :> ISamples<'T> =
            Seq.map2 product a b |> Seq.reduce (fun x y -> x + y)

        ('T.Elements total)[0]

    [<CompiledName("Correction")>]
    let correction (weight: float) =
        { new ICorrection with
            member _.Correct(field: IGameField<'T>) =
                let transposed = field.TransposedProduct()

                let adjustments: 'T[] =
                    Seq.map2 adjustment (field.Product()) transposed |> Seq.toArray

                let aligned =
                    weight
                    * alignment (inner field.Field transposed) (inner adjustments transposed) field.Count

                Seq.map2 (direction aligned) field.Field adjustments |> Seq.toArray :> IReadOnlyList<_>
        }

    [<CompiledName("Turn")>]
    let turn (weight: float) =
        Turns.corrected "symplectic" "Balduzzi et al. 2018, Sec. 3 and Algorithm 1" weight (correction weight)
