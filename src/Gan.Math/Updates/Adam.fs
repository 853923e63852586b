namespace Gan.Math.Updates

open System
open System.Runtime.CompilerServices
open Gan.Math

[<NoComparison>]
type Adam =
    {
        Beta1: float
        Beta2: float
        Epsilon: float
    }

[<Struct; NoComparison>]
type AdamStage =
    val private Beta1: float
    val private Beta2: float
    val private Epsilon: float
    val private MeanCorrection: float
    val private SquareCorrection: float

    new(adam: Adam, step: int64) =
        if step < 1L then
            raise (ArgumentOutOfRangeException(nameof step, step, "Adam counts its steps from 1."))

        {
            Beta1 = adam.Beta1
            Beta2 = adam.Beta2
            Epsilon = adam.Epsilon
            MeanCorrection = 1.0 / (1.0 - Math.Pow(adam.Beta1, float step))
            SquareCorrection = 1.0 / (1.0 - Math.Pow(adam.Beta2, float step))
        }

    [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
    member internal this.Mean(mean: 'T :> IReal<'T>, gradient: 'T) : 'T =
        (mean .* this.Beta1) + (gradient .* (1.0 - this.Beta1))

    [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
    member internal this.Square(meanSquare: 'T :> IReal<'T>, gradient: 'T) : 'T =
        (meanSquare .* this.Beta2) + (gradient * gradient .* (1.0 - this.Beta2))

    // m_hat / (sqrt(v_hat) + epsilon)
    [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
    member internal this.Ratio(m: 'T :> IReal<'T>, v: 'T) : 'T =
        let mHat: 'T = m .* this.MeanCorrection
        let vHat: 'T = v .* this.SquareCorrection
        mHat / (squareRoot vHat +. this.Epsilon)

    interface IStage with
        member _.SlotCount = 2

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) =
            let m = this.Mean(slots.First, gradient)
            let v = this.Square(slots.Second, gradient)
            struct (this.Ratio(m, v), { slots with First = m; Second = v })

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member _.Finish(_, after, slots) = struct (after, slots)

[<Struct; NoComparison>]
type AmsGradStage =
    val private Adam: AdamStage
    new(adam: Adam, step: int64) = { Adam = AdamStage(adam, step) }

    interface IStage with
        member _.SlotCount = 3

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Direct(_, gradient, slots) =
            let m = this.Adam.Mean(slots.First, gradient)
            let v = this.Adam.Square(slots.Second, gradient)
            let largest = maximum slots.Third v

            struct (this.Adam.Ratio(m, largest),
                    { slots with
                        First = m
                        Second = v
                        Third = largest
                    })

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member _.Finish(_, after, slots) = struct (after, slots)
