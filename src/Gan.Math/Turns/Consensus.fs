namespace Gan.Math.Turns

open System.Collections.Generic
open Gan.Math

[<RequireQualifiedAccess>]
module Consensus =

    [<CompiledName("Energy")>]
    let energy (field: 'T :> ITensor<'T>) : 'T = sum (square field) .* 0.5

    let direction (weight: float) (field: 'T :> IReal<'T>) (transposedProduct: 'T) : 'T =
        field + (transposedProduct .* weight)

    [<CompiledName("Correction")>]
    let correction (weight: float) =
        { new ICorrection with
            member _.Correct field =
                let products = field.TransposedProduct()
                Seq.map2 (direction weight) field.Field products |> Seq.toArray :> IReadOnlyList<_>
        }

    [<CompiledName("Turn")>]
    let turn (weight: float) =
        Turns.corrected "consensus" "Mescheder et al. 2017, Sec. 4 and Algorithm 2" weight (correction weight)
