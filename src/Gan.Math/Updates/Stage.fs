namespace Gan.Math.Updates

open Gan.Math

[<Struct; NoComparison>]
type Slots<'T> =
    {
        First: 'T
        Second: 'T
        Third: 'T
        Fourth: 'T
    }

type IStage =
    abstract SlotCount: int

    abstract Direct<'T when 'T :> IReal<'T>> :
        parameter: 'T * gradient: 'T * slots: Slots<'T> -> struct ('T * Slots<'T>)

    abstract Finish<'T when 'T :> IReal<'T>> : before: 'T * after: 'T * slots: Slots<'T> -> struct ('T * Slots<'T>)
