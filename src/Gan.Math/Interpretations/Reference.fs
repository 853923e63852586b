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

    // Elements of one sample.
    static member private SampleSize(x: Reference) =
        match x.Axes with
        | [] -> invalidOp "A single number has no samples."
        | samples :: _ -> x.Elements.Length / max 1 samples

    static member private PerSample (f: float[] -> float) (x: Reference) =
        let size = Reference.SampleSize x

        {
            Axes = [ x.Axes.Head ]
            Elements = Array.init x.Axes.Head (fun n -> f x.Elements[n * size .. (n + 1) * size - 1])
        }

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

    interface ISamples<Reference> with
        static member Scale(x, factor) = Reference.Map (fun a -> factor * a) x
        static member Shift(x, offset) = Reference.Map (fun a -> a + offset) x
        static member Exponential x = Reference.Map Math.Exp x
        static member Logarithm x = Reference.Map Math.Log x
        static member SquareRoot x = Reference.Map Math.Sqrt x

        static member Sigmoid x =
            Reference.Map (fun a -> 1.0 / (1.0 + Math.Exp(-a))) x

        static member Softplus x =
            Reference.Map (fun a -> Math.Max(a, 0.0) + Reference.Log1p(Math.Exp(-(Math.Abs a)))) x

        static member Maximum(x, y) =
            Reference.Zip (fun a b -> Math.Max(a, b)) x y

        static member Minimum(x, y) =
            Reference.Zip (fun a b -> Math.Min(a, b)) x y

        static member Clamp(x, low, high) =
            Reference.Map (fun a -> Math.Min(Math.Max(a, low), high)) x

        static member Heaviside x =
            Reference.Map (fun a -> if a = 0.0 then 0.5 else Convert.ToDouble(a > 0.0)) x

        static member Constant(_, value) = Reference.Single value
        static member ZerosLike x = Reference.Map (fun _ -> 0.0) x

        static member Sum x = Reference.Single(Array.sum x.Elements)

        static member Mean x =
            Reference.Single(Array.average x.Elements)

        static member SumPerSample x = Reference.PerSample Array.sum x

        static member LogSumExpPerSample x =
            Reference.PerSample
                (fun row ->
                    let largest = Array.max row // taken out, so that no exponential overflows
                    largest + Math.Log(Array.sumBy (fun a -> Math.Exp(a - largest)) row))
                x

        static member Spread(w, like) =
            if w.Axes <> [ like.Axes.Head ] then
                invalidArg (nameof w) $"Shape %A{w.Axes} is not one number per sample of shape %A{like.Axes}."

            { like with
                Elements = Array.init like.Elements.Length (fun i -> w.Elements[i / Reference.SampleSize like])
            }

        static member Sign x =
            Reference.Map (fun a -> float (Math.Sign a)) x

        static member Greater(x, y) =
            Reference.Zip (fun a b -> Convert.ToDouble(a > b)) x y

        static member Select(mask, x, y) =
            let chosen = Reference.Zip (fun m a -> if m <> 0.0 then a else 0.0) mask x
            let others = Reference.Zip (fun m b -> if m <> 0.0 then 0.0 else b) mask y
            Reference.Zip (+) chosen others

        static member LargestPerSample x = Reference.PerSample Array.max x

        static member Ranked(x, k) =
            let mark (row: float[]) =
                let order = Array.init row.Length id |> Array.sortBy (fun i -> -row[i]) // stable: the first of equals first
                Array.init row.Length (fun i -> if k <= order.Length && order[k - 1] = i then 1.0 else 0.0)

            { x with
                Elements = x.Elements |> Array.chunkBySize (Reference.SampleSize x) |> Array.collect mark
            }

        static member TakeSamples(x, positions) =
            let size = Reference.SampleSize x

            {
                Axes = positions.Length :: x.Axes.Tail
                Elements = positions |> Array.collect (fun n -> x.Elements[n * size .. (n + 1) * size - 1])
            }

        static member Elements x = Array.copy x.Elements

        static member OfElements(like, elements) =
            if elements.Length <> like.Elements.Length then
                invalidArg (nameof elements) $"%d{elements.Length} elements do not fill the shape %A{like.Axes}."

            { like with
                Elements = Array.copy elements
            }

        static member OfSample(like, elements) =
            if elements.Length <> Reference.SampleSize like then
                invalidArg (nameof elements) $"%d{elements.Length} elements are not one sample of shape %A{like.Axes}."

            { like with
                Elements = Array.init like.Elements.Length (fun i -> elements[i % elements.Length])
            }

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

    [<CompiledName("Scalar")>]
    let scalar (value: float) = create [] [ value ]

    [<CompiledName("Vector")>]
    let vector (values: float seq) =
        let elements = Seq.toArray values
        create [ elements.Length ] elements
