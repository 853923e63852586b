namespace Gan.DiffSharp

open System.Numerics
open DiffSharp
open Gan.Math

/// <summary>Elementwise operations that DiffSharp has with fewer digits, as differentiable operations of any order.</summary>
module private Elementwise =

    // DiffSharp's own slope is y (1 - y), which is 0 from x = 37 on.
    let rec sigmoid (x: Tensor) : Tensor =
        Tensor.Op
            { new UnaryOpElementwise("sigmoid") with
                member _.fRaw x = x.SigmoidT()
                member _.dfda(x, y) = y * sigmoid (-x)
            }
            x

    // DiffSharp's own value takes log(1 + e^-|x|), which is 0 from |x| = 37 on.
    let softplus (x: Tensor) : Tensor =
        Tensor.Op
            { new UnaryOpElementwise("softplus") with
                member _.fRaw x =
                    let small = x.AbsT().NegT().ExpT()
                    let u = small.AddTT0 1.0
                    let rounded = (u.SubTT0 1.0).SubTT(small).DivTT(u) // what 1 + e^-|x| lost, to first order
                    x.ReluT().AddTT(u.LogT().SubTT rounded)

                member _.dfda(x, _) = sigmoid x
            }
            x

/// <summary>
/// A DiffSharp tensor as an interpretation of the core's algebra, on any backend and device, differentiable in forward
/// and reverse mode and nested. Unlike <c>Reference</c> it broadcasts all shapes that DiffSharp broadcasts, and a
/// maximum with an infinite argument can be NaN.
/// Source: Baydin, Pearlmutter, Radul and Siskind 2018, "Automatic Differentiation in Machine Learning: a Survey", Sec. 3.
/// </summary>
[<Struct; NoComparison; NoEquality>]
type DiffSharpTensor =
    {
        /// <summary>The tensor itself, of a floating-point type.</summary>
        Value: Tensor
    }

    // The samples as rows: shape [N; P].
    static member private Rows(x: Tensor) : Tensor =
        match x.shape with
        | [||] -> invalidOp "A single number has no samples."
        | shape -> x.view [ shape[0]; x.nelement / max 1 shape[0] ]

    static member private Step(x: Tensor) : Tensor = (x.sign () + 1.0) * 0.5

    static member (+)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = { Value = x.Value + y.Value }
    static member (-)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = { Value = x.Value - y.Value }
    static member (*)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = { Value = x.Value * y.Value }
    static member (/)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = { Value = x.Value / y.Value }
    static member (~-)(x: DiffSharpTensor) : DiffSharpTensor = { Value = -x.Value }

    interface ITensor<DiffSharpTensor> with
        static member Scale(x, factor) = { Value = x.Value * factor }
        static member Shift(x, offset) = { Value = x.Value + offset }
        static member Exponential x = { Value = x.Value.exp () }
        static member Logarithm x = { Value = x.Value.log () }
        static member SquareRoot x = { Value = x.Value.sqrt () }
        static member Sigmoid x = { Value = Elementwise.sigmoid x.Value }

        static member Softplus x =
            { Value = Elementwise.softplus x.Value }

        // DiffSharp's own max is ((x + y) + |y - x|) / 2, which loses the digits of a result that is small beside x or y.
        static member Maximum(x, y) =
            let lead = x.Value - y.Value

            {
                Value = x.Value * DiffSharpTensor.Step lead + y.Value * DiffSharpTensor.Step(-lead)
            }

        static member Minimum(x, y) =
            let lead = x.Value - y.Value

            {
                Value = x.Value * DiffSharpTensor.Step(-lead) + y.Value * DiffSharpTensor.Step lead
            }

        static member Clamp(x, low, high) = { Value = x.Value.clamp (low, high) }

        static member Heaviside x =
            { Value = DiffSharpTensor.Step x.Value }

        static member Constant(like, value) = { Value = like.Value.scalarLike value }
        static member ZerosLike x = { Value = x.Value.zerosLike () }
        static member Sum x = { Value = x.Value.sum () }
        static member Mean x = { Value = x.Value.mean () }

        static member SumPerSample x =
            {
                Value = (DiffSharpTensor.Rows x.Value).sum 1
            }

        // DiffSharp's own takes one maximum out of all samples, so a sample far below another one underflows.
        static member LogSumExpPerSample x =
            let rows = DiffSharpTensor.Rows x.Value
            let largest = rows.max(dim = 1, keepDim = true).noDiff() // the result does not depend on it
            let total = (rows - largest).exp().sum 1

            {
                Value = largest.view [ rows.shape[0] ] + total.log ()
            }

        static member Spread(w, like) =
            let shape = like.Value.shape

            if w.Value.shape <> Array.truncate 1 shape || shape.Length = 0 then
                invalidArg (nameof w) $"Shape %A{w.Value.shape} is not one number per sample of shape %A{shape}."

            let column =
                w.Value.view (Array.mapi (fun axis length -> if axis = 0 then length else 1) shape)

            { Value = column.expand shape }

    interface IAdditionOperators<DiffSharpTensor, DiffSharpTensor, DiffSharpTensor> with
        static member (+)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = x + y

    interface ISubtractionOperators<DiffSharpTensor, DiffSharpTensor, DiffSharpTensor> with
        static member (-)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = x - y

    interface IMultiplyOperators<DiffSharpTensor, DiffSharpTensor, DiffSharpTensor> with
        static member (*)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = x * y

    interface IDivisionOperators<DiffSharpTensor, DiffSharpTensor, DiffSharpTensor> with
        static member (/)(x: DiffSharpTensor, y: DiffSharpTensor) : DiffSharpTensor = x / y

    interface IUnaryNegationOperators<DiffSharpTensor, DiffSharpTensor> with
        static member (~-)(x: DiffSharpTensor) : DiffSharpTensor = -x
