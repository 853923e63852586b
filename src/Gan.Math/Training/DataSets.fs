namespace Gan.Math.Training

open System.Collections.Generic
open Gan.Math.Theory

[<Interface>]
type IDataSet =
    abstract Name: string
    abstract Source: string
    abstract Shape: IReadOnlyList<int>
    abstract Classes: int
    abstract IsDrawn: bool
    abstract Density: GaussianMixture | null

type Resize =
    | Refused
    | Cropped
    | Stretched

type ImageFolder =
    {
        Folder: string
        Side: int
        Channels: int
        Resize: Resize
        ConvertsColour: bool
        Classes: int
    }

    interface IDataSet with
        member _.Name = "images"
        member _.Source = ""
        member this.Shape = [ this.Channels; this.Side; this.Side ]
        member this.Classes = this.Classes
        member _.IsDrawn = false
        member _.Density = null
