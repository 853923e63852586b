namespace Gan.Math.Updates

open System
open System.Numerics
open System.Runtime.InteropServices
open Gan.Math

[<AbstractClass; Sealed>]
type Fused private () =

    static let width = 2 * Vector<float32>.Count

    static member private Load(lanes: Span<Lane>, index: int) : Lane =
        if lanes.IsEmpty then
            Unchecked.defaultof<Lane>
        else
            lanes[index]

    // The loop stands inside the method that is generic in the rule: only so does the JIT inline the rule into it.
    static member private Lanes<'D when 'D: struct and 'D :> IDirection>
        (direction: 'D, rate: float, parameters: Span<Lane>, gradient: Span<Lane>, first: Span<Lane>, second: Span<Lane>) =
        for index in 0 .. parameters.Length - 1 do
            let slots =
                {
                    First = Fused.Load(first, index)
                    Second = Fused.Load(second, index)
                }

            let struct (moved: Lane, next: Slots<Lane>) =
                Update.apply direction rate parameters[index] gradient[index] slots

            parameters[index] <- moved

            if direction.SlotCount > 0 then
                first[index] <- next.First

            if direction.SlotCount > 1 then
                second[index] <- next.Second

    // Whole lanes of a buffer; an unused slot stays empty.
    static member private Whole(values: Span<float32>) : Span<Lane> =
        MemoryMarshal.Cast<float32, Lane> values

    // The last elements, too few for a lane, padded with zeros to one; an unused slot stays empty.
    static member private Rest(values: Span<float32>) : float32[] =
        if values.IsEmpty then
            [||]
        else
            let rest: float32[] = Array.zeroCreate width
            values.Slice(values.Length - values.Length % width).CopyTo(Span<float32> rest)
            rest

    static member private PutBack(rest: float32[], values: Span<float32>) =
        let count = values.Length % width
        Span<float32>(rest).Slice(0, min rest.Length count).CopyTo(values.Slice(values.Length - count))

    static member private Run<'D when 'D: struct and 'D :> IDirection>
        (
            direction: 'D,
            rate: float,
            parameters: Span<float32>,
            gradient: Span<float32>,
            first: Span<float32>,
            second: Span<float32>
        ) =
        Fused.Lanes(
            direction,
            rate,
            Fused.Whole parameters,
            Fused.Whole gradient,
            Fused.Whole first,
            Fused.Whole second
        )

        if parameters.Length % width > 0 then
            let p, g = Fused.Rest parameters, Fused.Rest gradient
            let f, s = Fused.Rest first, Fused.Rest second

            Fused.Lanes(
                direction,
                rate,
                Fused.Whole(Span<float32> p),
                Fused.Whole(Span<float32> g),
                Fused.Whole(Span<float32> f),
                Fused.Whole(Span<float32> s)
            )

            Fused.PutBack(p, parameters)
            Fused.PutBack(f, first)
            Fused.PutBack(s, second)

    static member private Check(name: string, expected: int, actual: int) =
        if expected <> actual then
            invalidArg name $"Expected %d{expected} elements, got %d{actual}."

    static member Step
        (
            rule: UpdateRule,
            step: int64,
            rate: float,
            parameters: Span<float32>,
            gradient: Span<float32>,
            first: Span<float32>,
            second: Span<float32>
        ) =
        let slots = (Update.slotNames rule).Length
        Fused.Check(nameof gradient, parameters.Length, gradient.Length)
        Fused.Check(nameof first, (if slots > 0 then parameters.Length else 0), first.Length)
        Fused.Check(nameof second, (if slots > 1 then parameters.Length else 0), second.Length)

        match rule with
        | Sgd -> Fused.Run(SgdDirection(), rate, parameters, gradient, first, second)
        | Adam adam -> Fused.Run(AdamDirection(adam, step), rate, parameters, gradient, first, second)
