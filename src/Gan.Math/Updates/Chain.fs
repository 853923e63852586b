namespace Gan.Math.Updates

open System.Runtime.CompilerServices

// Counts of slots are constants of a stage's type: the JIT keeps one branch of each.
[<AbstractClass; Sealed>]
type private SlotsFrom private () =

    // The slots after the first `count`, as another stage's first ones.
    [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
    static member After(count: int, slots: Slots<'T>) : Slots<'T> =
        match count with
        | 0 -> slots
        | 1 ->
            { slots with
                First = slots.Second
                Second = slots.Third
                Third = slots.Fourth
            }
        | 2 ->
            { slots with
                First = slots.Third
                Second = slots.Fourth
            }
        | _ -> { slots with First = slots.Fourth }

    // The first `count` slots of one stage, then those of another.
    [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
    static member Join(count: int, first: Slots<'T>, rest: Slots<'T>) : Slots<'T> =
        match count with
        | 0 -> rest
        | 1 ->
            {
                First = first.First
                Second = rest.First
                Third = rest.Second
                Fourth = rest.Third
            }
        | 2 ->
            { first with
                Third = rest.First
                Fourth = rest.Second
            }
        | 3 -> { first with Fourth = rest.First }
        | _ -> first

[<Struct; NoComparison>]
type ChainStage<'A, 'B when 'A: struct and 'A :> IStage and 'B: struct and 'B :> IStage> =
    val private First: 'A
    val private Second: 'B

    new(first: 'A, second: 'B) =
        if first.SlotCount + second.SlotCount > 4 then
            invalidArg (nameof second) $"The chain needs {first.SlotCount + second.SlotCount} slots; there are 4."

        { First = first; Second = second }

    interface IStage with
        member this.SlotCount = this.First.SlotCount + this.Second.SlotCount

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(parameter, gradient, slots) =
            let count = this.First.SlotCount
            let struct (direction, first) = this.First.Direct(parameter, gradient, slots)

            let struct (last, second) =
                this.Second.Direct(parameter, direction, SlotsFrom.After(count, first))

            struct (last, SlotsFrom.Join(count, first, second))

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Finish(before, after, slots) =
            let count = this.First.SlotCount
            let struct (moved, first) = this.First.Finish(before, after, slots)

            let struct (last, second) =
                this.Second.Finish(before, moved, SlotsFrom.After(count, first))

            struct (last, SlotsFrom.Join(count, first, second))
