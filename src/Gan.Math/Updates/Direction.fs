namespace Gan.Math.Updates

open Gan.Math

[<Struct; NoComparison>]
type Slots<'T> = { First: 'T; Second: 'T }

type IDirection =
    abstract SlotCount: int
    abstract Apply<'T when 'T :> IReal<'T>> : gradient: 'T * slots: Slots<'T> -> struct ('T * Slots<'T>)
