namespace Gan.Math.Updates

open System.Runtime.CompilerServices
open Gan.Math

[<NoComparison>]
type RmsProp =
    {
        Decay: float
        Epsilon: float
        Centred: bool
    }

[<Struct; NoComparison>]
type RmsPropStage =
    val private Decay: float
    val private Epsilon: float
    val private Centred: bool

    new(rmsProp: RmsProp) =
        {
            Decay = rmsProp.Decay
            Epsilon = rmsProp.Epsilon
            Centred = rmsProp.Centred
        }

    interface IStage with
        member this.SlotCount = if this.Centred then 2 else 1

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) =
            let v = (slots.First .* this.Decay) + (square gradient .* (1.0 - this.Decay))

            if this.Centred then
                let m = (slots.Second .* this.Decay) + (gradient .* (1.0 - this.Decay))
                let deviation = squareRoot (relu (v - square m))
                struct (gradient / (deviation +. this.Epsilon), { slots with First = v; Second = m })
            else
                struct (gradient / (squareRoot v +. this.Epsilon), { slots with First = v })

        member _.Finish(_, after, slots) = struct (after, slots)
