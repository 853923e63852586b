namespace Gan.Math.Updates

open System.Runtime.CompilerServices
open Gan.Math

[<Struct; NoComparison>]
type MomentumStage =
    val private Decay: float
    val private Nesterov: bool
    new(decay: float, nesterov: bool) = { Decay = decay; Nesterov = nesterov }

    interface IStage with
        member _.SlotCount = 1

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) =
            let b = (slots.First .* this.Decay) + gradient
            let ahead = if this.Nesterov then gradient + (b .* this.Decay) else b
            struct (ahead, { slots with First = b })

        member _.Finish(_, after, slots) = struct (after, slots)
