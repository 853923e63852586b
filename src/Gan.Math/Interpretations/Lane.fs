namespace Gan.Math

open System.Numerics

[<Struct; NoComparison; StructuralEquality>]
type Lane =
    {
        Low: Vector<float32>
        High: Vector<float32>
    }

    // Exact near zero, where log(1 + x) alone would round x away; u - 1 = 0 only where u = 1.
    static member private Log1p(x: Vector<float32>) =
        let u = x + Vector<float32>.One
        let precise = Vector.Log u * x / (u - Vector<float32>.One)
        Vector.ConditionalSelect(Vector.Equals(u, Vector<float32>.One), x, precise)

    static member private Logistic(x: Vector<float32>) =
        Vector<float32>.One / (Vector<float32>.One + Vector.Exp(-x))

    static member private SoftPlus(x: Vector<float32>) =
        Vector.Max(x, Vector<float32>.Zero) + Lane.Log1p(Vector.Exp(-(Vector.Abs x)))

    static member private Step(x: Vector<float32>) =
        let above =
            Vector.ConditionalSelect(
                Vector.GreaterThan(x, Vector<float32>.Zero),
                Vector<float32>.One,
                Vector<float32>.Zero
            )

        Vector.ConditionalSelect(Vector.Equals(x, Vector<float32>.Zero), Vector<float32>(0.5f), above)

    interface IReal<Lane> with
        // One conversion of the constant serves both registers, and that is why a lane has two: with one, an update rule
        // had as many instructions for conversions as for arithmetic.
        static member Scale(x, factor) =
            let c = Vector<float32>(float32 factor)
            { Low = x.Low * c; High = x.High * c }

        static member Shift(x, offset) =
            let c = Vector<float32>(float32 offset)
            { Low = x.Low + c; High = x.High + c }

        static member Exponential x =
            {
                Low = Vector.Exp x.Low
                High = Vector.Exp x.High
            }

        static member Logarithm x =
            {
                Low = Vector.Log x.Low
                High = Vector.Log x.High
            }

        static member SquareRoot x =
            {
                Low = Vector.SquareRoot x.Low
                High = Vector.SquareRoot x.High
            }

        static member Sigmoid x =
            {
                Low = Lane.Logistic x.Low
                High = Lane.Logistic x.High
            }

        static member Softplus x =
            {
                Low = Lane.SoftPlus x.Low
                High = Lane.SoftPlus x.High
            }

        static member Maximum(x, y) =
            {
                Low = Vector.Max(x.Low, y.Low)
                High = Vector.Max(x.High, y.High)
            }

        static member Minimum(x, y) =
            {
                Low = Vector.Min(x.Low, y.Low)
                High = Vector.Min(x.High, y.High)
            }

        static member Clamp(x, low, high) =
            let low, high = Vector<float32>(float32 low), Vector<float32>(float32 high)

            {
                Low = Vector.Min(Vector.Max(x.Low, low), high)
                High = Vector.Min(Vector.Max(x.High, low), high)
            }

        static member Heaviside x =
            {
                Low = Lane.Step x.Low
                High = Lane.Step x.High
            }

        static member Constant(_, value) =
            let c = Vector<float32>(float32 value)
            { Low = c; High = c }

        static member ZerosLike _ =
            {
                Low = Vector<float32>.Zero
                High = Vector<float32>.Zero
            }

    interface IAdditionOperators<Lane, Lane, Lane> with
        static member (+)(x, y) =
            {
                Low = x.Low + y.Low
                High = x.High + y.High
            }

    interface ISubtractionOperators<Lane, Lane, Lane> with
        static member (-)(x, y) =
            {
                Low = x.Low - y.Low
                High = x.High - y.High
            }

    interface IMultiplyOperators<Lane, Lane, Lane> with
        static member (*)(x, y) =
            {
                Low = x.Low * y.Low
                High = x.High * y.High
            }

    interface IDivisionOperators<Lane, Lane, Lane> with
        static member (/)(x, y) =
            {
                Low = x.Low / y.Low
                High = x.High / y.High
            }

    interface IUnaryNegationOperators<Lane, Lane> with
        static member (~-)(x) = { Low = -x.Low; High = -x.High }
