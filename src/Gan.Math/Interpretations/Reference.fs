namespace Gan.Math

open System
open System.Numerics

[<NoComparison; StructuralEquality>]
type Reference =
    private
        {
            Axes: int list
            Elements: float[]
        }

    member x.Shape = x.Axes
    member x.Values = Array.copy x.Elements

    member x.Item =
        match x.Elements with
        | [| value |] -> value
        | _ -> invalidOp $"An array of shape %A{x.Axes} is not a single number."

    override x.ToString() = $"%A{x.Axes} %A{x.Elements}"

    static member private Map (f: float -> float) (x: Reference) =
        { x with
            Elements = Array.map f x.Elements
        }

    // Equal shapes, or one side a single number; anything else is the caller's mistake.
    static member private Zip (f: float -> float -> float) (x: Reference) (y: Reference) =
        if x.Axes = y.Axes then
            { x with
                Elements = Array.map2 f x.Elements y.Elements
            }
        elif y.Axes.IsEmpty then
            Reference.Map (fun a -> f a y.Elements[0]) x
        elif x.Axes.IsEmpty then
            Reference.Map (fun b -> f x.Elements[0] b) y
        else
            invalidArg (nameof y) $"Shapes %A{x.Axes} and %A{y.Axes} do not go together."

    static member private Single(value: float) = { Axes = []; Elements = [| value |] }

    // Exact near zero, where log(1 + x) alone would round x away.
    static member private Log1p(x: float) =
        let u = 1.0 + x
        if u = 1.0 then x else Math.Log u * x / (u - 1.0)

    static member (+)(x: Reference, y: Reference) : Reference = Reference.Zip (+) x y
    static member (-)(x: Reference, y: Reference) : Reference = Reference.Zip (-) x y
    static member (*)(x: Reference, y: Reference) : Reference = Reference.Zip (*) x y
    static member (/)(x: Reference, y: Reference) : Reference = Reference.Zip (/) x y
    static member (~-)(x: Reference) : Reference = Reference.Map (~-) x

    interface ITensor<Reference> with
        static member Scale(x, factor) = Reference.Map (fun a -> factor * a) x
        static member Shift(x, offset) = Reference.Map (fun a -> a + offset) x
        static member Exponential x = Reference.Map Math.Exp x
        static member Logarithm x = Reference.Map Math.Log x
        static member SquareRoot x = Reference.Map Math.Sqrt x

        static member Sigmoid x =
            Reference.Map (fun a -> 1.0 / (1.0 + Math.Exp(-a))) x

        static member Softplus x =
            Reference.Map (fun a -> Math.Max(a, 0.0) + Reference.Log1p(Math.Exp(-(Math.Abs a)))) x

        static member Sum x = Reference.Single(Array.sum x.Elements)

        static member Mean x =
            Reference.Single(Array.average x.Elements)

    interface IAdditionOperators<Reference, Reference, Reference> with
        static member (+)(x: Reference, y: Reference) : Reference = x + y

    interface ISubtractionOperators<Reference, Reference, Reference> with
        static member (-)(x: Reference, y: Reference) : Reference = x - y

    interface IMultiplyOperators<Reference, Reference, Reference> with
        static member (*)(x: Reference, y: Reference) : Reference = x * y

    interface IDivisionOperators<Reference, Reference, Reference> with
        static member (/)(x: Reference, y: Reference) : Reference = x / y

    interface IUnaryNegationOperators<Reference, Reference> with
        static member (~-)(x: Reference) : Reference = -x

[<RequireQualifiedAccess>]
module Reference =

    let create (shape: int list) (values: float seq) =
        let elements = Seq.toArray values

        if List.fold (*) 1 shape <> elements.Length then
            invalidArg (nameof values) $"Shape %A{shape} does not hold %d{elements.Length} elements."

        { Axes = shape; Elements = elements }

    let scalar (value: float) = create [] [ value ]

    let vector (values: float seq) =
        let elements = Seq.toArray values
        create [ elements.Length ] elements
