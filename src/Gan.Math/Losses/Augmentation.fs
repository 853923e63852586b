namespace Gan.Math.Losses

open System
open Gan.Math

type Augmentation =
    | Colour
    | Translation
    | Cutout

[<RequireQualifiedAccess>]
module Augmentation =

    [<CompiledName("Policies")>]
    let policies =
        [
            "none", []
            "colour", [ Colour ]
            "translation", [ Translation ]
            "cutout", [ Cutout ]
            "translation-cutout", [ Translation; Cutout ]
            "colour-translation-cutout", [ Colour; Translation; Cutout ]
        ]

    [<CompiledName("Brighten")>]
    let brighten (u_N: 'T :> ITensor<'T>) (x_NP: 'T) : 'T =
        x_NP + spread ((u_N +. -0.5) .* 0.5) x_NP

    let saturate (u_N: 'T :> ITensor<'T>) (planes: 'T list) : 'T list =
        let grey = List.reduce (+) planes .* (1.0 / float planes.Length)
        planes |> List.map (fun x_c -> grey + spread (u_N .* 2.0) x_c * (x_c - grey))

    [<CompiledName("Contrast")>]
    let contrast (size: int) (u_N: 'T :> ITensor<'T>) (x_NP: 'T) : 'T =
        let m = spread (sumPerSample x_NP .* (1.0 / float size)) x_NP
        m + spread (u_N +. 0.5) x_NP * (x_NP - m)

    let private part (side: int) (parts: float) = int (floor (float side / parts + 0.5))

    [<CompiledName("Fill")>]
    let fill = 0.5

    [<CompiledName("Reach")>]
    let reach (side: int) = part side 8.0

    [<CompiledName("Translation")>]
    let translation (side: int) (u: float) =
        let r = reach side
        int (floor (u * float (2 * r + 1))) - r

    [<CompiledName("Cutout")>]
    let cutout (side: int) (u: float) =
        let length = part side 2.0
        let first = int (floor (u * float (side + 1 - length % 2))) - length / 2
        struct (max first 0, min (first + length) side)

    [<CompiledName("Cut")>]
    let cut (kept_NP: 'T :> ITensor<'T>) (x_NP: 'T) : 'T = kept_NP * (x_NP +. -fill) +. fill
