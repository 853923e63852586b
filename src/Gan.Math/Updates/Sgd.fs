namespace Gan.Math.Updates

[<Struct; NoComparison>]
type SgdStage =
    interface IStage with
        member _.SlotCount = 0
        member _.Direct(_, gradient, slots) = struct (gradient, slots)
        member _.Finish(_, after, slots) = struct (after, slots)
