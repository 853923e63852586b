namespace Gan.Math.Updates

open System.Runtime.CompilerServices
open Gan.Math

[<Struct; NoComparison>]
type WeightDecayStage =
    val private Decay: float
    new(decay: float) = { Decay = decay }

    interface IStage with
        member _.SlotCount = 0

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(parameter, gradient, slots) =
            struct (gradient + (parameter .* this.Decay), slots)

        member _.Finish(_, after, slots) = struct (after, slots)
