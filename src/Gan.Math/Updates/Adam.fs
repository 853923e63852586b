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
type AdamDirection =
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

    interface IDirection with
        member _.SlotCount = 2

        [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
        member this.Apply(gradient, slots) =
            let m = (slots.First .* this.Beta1) + (gradient .* (1.0 - this.Beta1))
            let v = (slots.Second .* this.Beta2) + (gradient * gradient .* (1.0 - this.Beta2))
            let mHat = m .* this.MeanCorrection
            let vHat = v .* this.SquareCorrection
            struct (mHat / (squareRoot vHat +. this.Epsilon), { First = m; Second = v })
