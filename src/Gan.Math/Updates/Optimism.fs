namespace Gan.Math.Updates

open System.Runtime.CompilerServices
open Gan.Math

[<Struct; NoComparison>]
type OptimismStage =
    interface IStage with
        member _.SlotCount = 1

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member _.Direct(_, gradient, slots) =
            struct ((gradient .* 2.0) - slots.First, { slots with First = gradient })

        member _.Finish(_, after, slots) = struct (after, slots)
