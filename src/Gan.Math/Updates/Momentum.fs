namespace Gan.Math.Updates

open System.Runtime.CompilerServices
open Gan.Math

[<NoComparison>]
type Momentum =
    {
        Decay: float
        Dampening: float
        Nesterov: bool
    }

[<Struct; NoComparison>]
type MomentumStage =
    val private Decay: float
    val private Share: float
    val private Nesterov: bool

    new(momentum: Momentum, step: int64) =
        {
            Decay = momentum.Decay
            Share = (if step = 1L then 1.0 else 1.0 - momentum.Dampening)
            Nesterov = momentum.Nesterov
        }

    interface IStage with
        member _.SlotCount = 1

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) =
            let b = (slots.First .* this.Decay) + (gradient .* this.Share)
            let ahead = if this.Nesterov then gradient + (b .* this.Decay) else b
            struct (ahead, { slots with First = b })

        member _.Finish(_, after, slots) = struct (after, slots)
