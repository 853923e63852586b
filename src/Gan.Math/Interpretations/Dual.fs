namespace Gan.Math

open System.Numerics

[<Struct; NoComparison; StructuralEquality>]
type Dual<'T when 'T :> ITensor<'T>> =
    {
        Value: 'T
        Tangent: 'T
    }

    static member (+)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> =
        {
            Value = x.Value + y.Value
            Tangent = x.Tangent + y.Tangent
        }

    static member (-)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> =
        {
            Value = x.Value - y.Value
            Tangent = x.Tangent - y.Tangent
        }

    static member (*)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> =
        let left: 'T = x.Tangent * y.Value
        let right: 'T = x.Value * y.Tangent

        {
            Value = x.Value * y.Value
            Tangent = left + right
        }

    static member (/)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> =
        let quotient: 'T = x.Value / y.Value
        let moved: 'T = quotient * y.Tangent
        let change: 'T = x.Tangent - moved

        {
            Value = quotient
            Tangent = change / y.Value
        }

    static member (~-)(x: Dual<'T>) : Dual<'T> =
        {
            Value = -x.Value
            Tangent = -x.Tangent
        }

    // f(x)' = f(x') for linear f
    static member private Linear(f: 'T -> 'T, x: Dual<'T>) : Dual<'T> =
        {
            Value = f x.Value
            Tangent = f x.Tangent
        }

    // max(x, y)' = H(x - y) x' + H(y - x) y'
    static member private Largest(x: Dual<'T>, y: Dual<'T>) : Dual<'T> =
        let lead: 'T = x.Value - y.Value
        let left: 'T = 'T.Heaviside lead * x.Tangent
        let right: 'T = 'T.Heaviside(-lead) * y.Tangent

        {
            Value = 'T.Maximum(x.Value, y.Value)
            Tangent = left + right
        }

    interface ITensor<Dual<'T>> with
        static member Scale(x: Dual<'T>, factor) : Dual<'T> =
            Dual<'T>.Linear((fun y -> y .* factor), x)

        static member Shift(x: Dual<'T>, offset) : Dual<'T> =
            {
                Value = x.Value +. offset
                Tangent = x.Tangent
            }

        // (e^x)' = e^x x'
        static member Exponential(x: Dual<'T>) : Dual<'T> =
            let y: 'T = 'T.Exponential x.Value
            { Value = y; Tangent = y * x.Tangent }

        // (log x)' = x' / x
        static member Logarithm(x: Dual<'T>) : Dual<'T> =
            {
                Value = 'T.Logarithm x.Value
                Tangent = x.Tangent / x.Value
            }

        // (sqrt x)' = x' / (2 sqrt x)
        static member SquareRoot(x: Dual<'T>) : Dual<'T> =
            let y: 'T = 'T.SquareRoot x.Value

            {
                Value = y
                Tangent = x.Tangent / (y .* 2.0)
            }

        // sigma' = sigma(x) sigma(-x) x'; the second factor avoids the cancellation in 1 - sigma(x)
        static member Sigmoid(x: Dual<'T>) : Dual<'T> =
            let y: 'T = 'T.Sigmoid x.Value
            let slope: 'T = y * 'T.Sigmoid(-x.Value)

            {
                Value = y
                Tangent = slope * x.Tangent
            }

        // softplus' = sigma(x) x'
        static member Softplus(x: Dual<'T>) : Dual<'T> =
            {
                Value = 'T.Softplus x.Value
                Tangent = 'T.Sigmoid x.Value * x.Tangent
            }

        static member Maximum(x: Dual<'T>, y: Dual<'T>) : Dual<'T> = Dual<'T>.Largest(x, y)

        // min(x, y) = -max(-x, -y)
        static member Minimum(x: Dual<'T>, y: Dual<'T>) : Dual<'T> = -(Dual<'T>.Largest(-x, -y))

        static member Clamp(x: Dual<'T>, low, high) : Dual<'T> =
            let bound (value: float) : Dual<'T> =
                {
                    Value = 'T.Constant(x.Value, value)
                    Tangent = 'T.Constant(x.Value, 0.0)
                }

            -(Dual<'T>.Largest(-(Dual<'T>.Largest(x, bound low)), -(bound high)))

        // H' = 0 almost everywhere
        static member Heaviside(x: Dual<'T>) : Dual<'T> =
            {
                Value = 'T.Heaviside x.Value
                Tangent = 'T.Constant(x.Value, 0.0)
            }

        static member Constant(like: Dual<'T>, value) : Dual<'T> =
            {
                Value = 'T.Constant(like.Value, value)
                Tangent = 'T.Constant(like.Value, 0.0)
            }

        static member ZerosLike(x: Dual<'T>) : Dual<'T> =
            {
                Value = 'T.ZerosLike x.Value
                Tangent = 'T.ZerosLike x.Value
            }

        static member Sum(x: Dual<'T>) : Dual<'T> = Dual<'T>.Linear('T.Sum, x)

        static member Mean(x: Dual<'T>) : Dual<'T> = Dual<'T>.Linear('T.Mean, x)

        static member SumPerSample(x: Dual<'T>) : Dual<'T> = Dual<'T>.Linear('T.SumPerSample, x)

        // (log sum_k e^(x_k))' = sum_k softmax(x)_k x_k'
        static member LogSumExpPerSample(x: Dual<'T>) : Dual<'T> =
            let y: 'T = 'T.LogSumExpPerSample x.Value
            let softmax: 'T = 'T.Exponential(x.Value - 'T.Spread(y, x.Value))

            {
                Value = y
                Tangent = 'T.SumPerSample(softmax * x.Tangent)
            }

        static member Spread(w: Dual<'T>, like: Dual<'T>) : Dual<'T> =
            {
                Value = 'T.Spread(w.Value, like.Value)
                Tangent = 'T.Spread(w.Tangent, like.Value)
            }

    interface IAdditionOperators<Dual<'T>, Dual<'T>, Dual<'T>> with
        static member (+)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> = x + y

    interface ISubtractionOperators<Dual<'T>, Dual<'T>, Dual<'T>> with
        static member (-)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> = x - y

    interface IMultiplyOperators<Dual<'T>, Dual<'T>, Dual<'T>> with
        static member (*)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> = x * y

    interface IDivisionOperators<Dual<'T>, Dual<'T>, Dual<'T>> with
        static member (/)(x: Dual<'T>, y: Dual<'T>) : Dual<'T> = x / y

    interface IUnaryNegationOperators<Dual<'T>, Dual<'T>> with
        static member (~-)(x: Dual<'T>) : Dual<'T> = -x

[<RequireQualifiedAccess>]
module Dual =

    [<CompiledName("Constant")>]
    let constant (x: 'T :> ITensor<'T>) : Dual<'T> = { Value = x; Tangent = zerosLike x }

    [<CompiledName("Variable")>]
    let variable (x: 'T :> ITensor<'T>) : Dual<'T> =
        {
            Value = x
            Tangent = zerosLike x +. 1.0
        }

    let derivative (f: Dual<'T> -> Dual<'T>) (x: 'T :> ITensor<'T>) : 'T = (f (variable x)).Tangent
