namespace Gan.Math

open System

[<RequireQualifiedAccess>]
module Initialisers =

    let private deviation = 0.02

    [<CompiledName("FanInUniform")>]
    let fanInUniform (fanIn: int64) (key: uint64) (index: uint64) =
        (2.0 * Seeds.uniform key index - 1.0) / Math.Sqrt(float fanIn)

    [<CompiledName("SmallNormal")>]
    let smallNormal (key: uint64) (index: uint64) = deviation * Seeds.normal key index
