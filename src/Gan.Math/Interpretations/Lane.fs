namespace Gan.Math

open System.Numerics

[<Struct; NoComparison; StructuralEquality>]
type Lane =
    { Register: Vector<float32> }

    // Exact near zero, where log(1 + x) alone would round x away; u - 1 = 0 only where u = 1.
    static member private Log1p(x: Vector<float32>) =
        let u = x + Vector<float32>.One
        let precise = Vector.Log u * x / (u - Vector<float32>.One)
        Vector.ConditionalSelect(Vector.Equals(u, Vector<float32>.One), x, precise)

    interface IReal<Lane> with
        static member Scale(x, factor) =
            { Register = x.Register * Vector<float32>(float32 factor) }

        static member Shift(x, offset) =
            { Register = x.Register + Vector<float32>(float32 offset) }

        static member Exponential x = { Register = Vector.Exp x.Register }
        static member Logarithm x = { Register = Vector.Log x.Register }
        static member SquareRoot x = { Register = Vector.SquareRoot x.Register }

        static member Sigmoid x =
            { Register = Vector<float32>.One / (Vector<float32>.One + Vector.Exp(-x.Register)) }

        static member Softplus x =
            { Register =
                Vector.Max(x.Register, Vector<float32>.Zero)
                + Lane.Log1p(Vector.Exp(-(Vector.Abs x.Register))) }

    interface IAdditionOperators<Lane, Lane, Lane> with
        static member (+)(x, y) = { Register = x.Register + y.Register }

    interface ISubtractionOperators<Lane, Lane, Lane> with
        static member (-)(x, y) = { Register = x.Register - y.Register }

    interface IMultiplyOperators<Lane, Lane, Lane> with
        static member (*)(x, y) = { Register = x.Register * y.Register }

    interface IDivisionOperators<Lane, Lane, Lane> with
        static member (/)(x, y) = { Register = x.Register / y.Register }

    interface IUnaryNegationOperators<Lane, Lane> with
        static member (~-)(x) = { Register = -x.Register }
