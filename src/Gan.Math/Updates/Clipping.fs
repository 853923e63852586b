namespace Gan.Math.Updates

open System.Runtime.CompilerServices
open Gan.Math

[<Struct; NoComparison>]
type ValueClippingStage =
    val private Bound: float
    new(bound: float) = { Bound = bound }

    interface IStage with
        member _.SlotCount = 0

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) =
            struct (clamp -this.Bound this.Bound gradient, slots)

        member _.Finish(_, after, slots) = struct (after, slots)

[<Struct; NoComparison>]
type NormClippingStage =
    val private Factor: float

    // Written so that a gradient of zero gives 1 and not 0 / 0.
    new(bound: float, norm: float) =
        {
            Factor = (if norm > bound then bound / norm else 1.0)
        }

    interface IStage with
        member _.SlotCount = 0

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) = struct (gradient .* this.Factor, slots)

        member _.Finish(_, after, slots) = struct (after, slots)

[<Struct; NoComparison>]
type WeightClippingStage =
    val private Bound: float
    new(bound: float) = { Bound = bound }

    interface IStage with
        member _.SlotCount = 0
        member _.Direct(_, gradient, slots) = struct (gradient, slots)

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Finish(_, after, slots) =
            struct (clamp -this.Bound this.Bound after, slots)
