namespace Gan.Math.Updates

[<Struct; NoComparison>]
type SgdDirection =
    interface IDirection with
        member _.SlotCount = 0
        member _.Apply(gradient, slots) = struct (gradient, slots)
