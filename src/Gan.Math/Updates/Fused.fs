namespace Gan.Math.Updates

open System
open System.Numerics
open System.Runtime.CompilerServices
open System.Runtime.InteropServices
open Gan.Math

[<Struct; IsByRefLike; NoEquality; NoComparison>]
type Buffers =
    val internal Parameters: Span<float32>
    val internal Gradient: Span<float32>
    val internal First: Span<float32>
    val internal Second: Span<float32>
    val internal Third: Span<float32>
    val internal Fourth: Span<float32>

    new(parameters, gradient, first, second, third, fourth) =
        {
            Parameters = parameters
            Gradient = gradient
            First = first
            Second = second
            Third = third
            Fourth = fourth
        }

// A closure cannot hold a span, a delegate can be given one: the rule's type is fixed when the delegate is made.
type private Step = delegate of Buffers -> unit

[<AbstractClass; Sealed>]
type Fused private () =

    static let width = 2 * Vector<float32>.Count

    // Whole lanes of a buffer; an unused slot stays empty.
    static member private Whole(values: Span<float32>) : Span<Lane> =
        MemoryMarshal.Cast<float32, Lane> values

    [<MethodImpl(MethodImplOptions.AggressiveInlining)>]
    static member private Load(lanes: Span<Lane>, index: int) : Lane =
        if lanes.IsEmpty then
            Unchecked.defaultof<Lane>
        else
            lanes[index]

    // The loop stands inside the method that is generic in the rule: only so does the JIT inline the rule into it. It is
    // not inlined itself, which would use up what the JIT grants one method: measured, ten times slower.
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    static member private Lanes<'S when 'S: struct and 'S :> IStage>(stage: 'S, rate: float, buffers: Buffers) =
        let parameters = Fused.Whole buffers.Parameters
        let gradient = Fused.Whole buffers.Gradient
        let first = Fused.Whole buffers.First
        let second = Fused.Whole buffers.Second
        let third = Fused.Whole buffers.Third
        let fourth = Fused.Whole buffers.Fourth

        for index in 0 .. parameters.Length - 1 do
            let slots =
                {
                    First = Fused.Load(first, index)
                    Second = Fused.Load(second, index)
                    Third = Fused.Load(third, index)
                    Fourth = Fused.Load(fourth, index)
                }

            let struct (moved: Lane, next: Slots<Lane>) =
                Update.apply stage rate parameters[index] gradient[index] slots

            parameters[index] <- moved

            if stage.SlotCount > 0 then
                first[index] <- next.First

            if stage.SlotCount > 1 then
                second[index] <- next.Second

            if stage.SlotCount > 2 then
                third[index] <- next.Third

            if stage.SlotCount > 3 then
                fourth[index] <- next.Fourth

    // The last elements, too few for a lane, padded with zeros to one; an unused slot stays empty.
    static member private Rest(values: Span<float32>) : Span<float32> =
        if values.IsEmpty then
            Span<float32>.Empty
        else
            let rest: float32[] = Array.zeroCreate width
            values.Slice(values.Length - values.Length % width).CopyTo(Span<float32> rest)
            Span<float32> rest

    static member private PutBack(rest: Span<float32>, values: Span<float32>) =
        let count = values.Length % width
        rest.Slice(0, min rest.Length count).CopyTo(values.Slice(values.Length - count))

    static member private Run<'S when 'S: struct and 'S :> IStage>(stage: 'S, rate: float, buffers: Buffers) =
        Fused.Lanes(stage, rate, buffers)

        if buffers.Parameters.Length % width > 0 then
            let rest =
                Buffers(
                    Fused.Rest buffers.Parameters,
                    Fused.Rest buffers.Gradient,
                    Fused.Rest buffers.First,
                    Fused.Rest buffers.Second,
                    Fused.Rest buffers.Third,
                    Fused.Rest buffers.Fourth
                )

            Fused.Lanes(stage, rate, rest)
            Fused.PutBack(rest.Parameters, buffers.Parameters)
            Fused.PutBack(rest.First, buffers.First)
            Fused.PutBack(rest.Second, buffers.Second)
            Fused.PutBack(rest.Third, buffers.Third)
            Fused.PutBack(rest.Fourth, buffers.Fourth)

    static member private Check(name: string, expected: int, actual: int) =
        if expected <> actual then
            invalidArg name $"Expected %d{expected} elements, got %d{actual}."

    static member Step(rule: UpdateRule, context: StepContext, rate: float, buffers: Buffers) =
        let count = buffers.Parameters.Length
        let slots = (UpdateRule.slotNames rule).Length
        let used number = if slots > number then count else 0
        Fused.Check("gradient", count, buffers.Gradient.Length)
        Fused.Check("first", used 0, buffers.First.Length)
        Fused.Check("second", used 1, buffers.Second.Length)
        Fused.Check("third", used 2, buffers.Third.Length)
        Fused.Check("fourth", used 3, buffers.Fourth.Length)

        let step =
            UpdateRule.visit
                rule
                context
                { new IStageVisitor<Step> with
                    member _.Visit(stage) =
                        Step(fun buffers -> Fused.Run(stage, rate, buffers))
                }

        step.Invoke buffers
