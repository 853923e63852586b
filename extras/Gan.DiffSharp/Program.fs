/// Compares the core's formulas under DiffSharp with Reference, and their derivatives with Dual over Reference.
module Gan.DiffSharp.Program

open System
open System.Globalization
open DiffSharp
open Gan.Math

/// <summary>Largest relative errors; m is the mean of an expression's elements, derived by all elements of x and y.</summary>
type private Errors =
    {
        /// The expression's elements.
        Value: float
        /// dm, in reverse mode.
        Reverse: float
        /// dm, in forward mode.
        Forward: float
        /// H v with m's second derivatives H along a fixed v, in reverse mode over forward mode.
        Second: float
    }

let private tolerance = 1e-10

// Infinite where the shapes differ or a number is not finite: no comparison with NaN can pass.
let private relativeError (expected: float[]) (actual: float[]) =
    if expected.Length <> actual.Length then
        infinity
    else
        (expected, actual)
        ||> Seq.map2 (fun e a ->
            if not (Double.IsFinite e && Double.IsFinite a) then
                infinity
            elif e = a then
                0.0
            else
                abs (a - e) / abs e)
        |> Seq.max

let private arguments (case: Case) =
    Array.append case.X.Values case.Y.Values

// A direction without symmetries, so that no second derivative cancels another.
let private direction (size: int) =
    Array.init size (fun i -> 1.0 + 0.37 * float i)

let private unit (size: int) (i: int) =
    Array.init size (fun j -> if i = j then 1.0 else 0.0)

// The two arguments back from one row of numbers.
let private split (case: Case) (values: float[]) =
    let x, y = Array.splitAt case.X.Values.Length values
    Reference.create case.X.Shape x, Reference.create case.Y.Shape y

/// Reference and Dual: what DiffSharp has to compute.
module private Expected =

    let private dual (value: 'T, tangent: 'T) : Dual<'T> = { Value = value; Tangent = tangent }

    let value (case: Case) =
        Expression.evaluate case.Expression case.X case.Y

    let gradient (case: Case) =
        let size = (arguments case).Length

        Array.init size (fun i ->
            let dx, dy = split case (unit size i)

            (mean (Expression.evaluate case.Expression (dual (case.X, dx)) (dual (case.Y, dy)))).Tangent.Item)

    let second (case: Case) =
        let size = (arguments case).Length
        let vx, vy = split case (direction size)
        let zero: Reference -> Reference = fun x -> x .* 0.0

        Array.init size (fun i ->
            let dx, dy = split case (unit size i)
            let x = dual (dual (case.X, vx), dual (dx, zero dx))
            let y = dual (dual (case.Y, vy), dual (dy, zero dy))
            (mean (Expression.evaluate case.Expression x y)).Tangent.Tangent.Item)

/// A case computed by DiffSharp.
module private Actual =

    let private numbers (x: Tensor) = x.cpu().view([ -1 ]).toArray1D<float>()

    let private evaluate (case: Case) (values: Tensor) : DiffSharpTensor =
        let size = case.X.Values.Length

        let part first count (shape: int list) : DiffSharpTensor =
            {
                Value = values[first .. first + count - 1].view shape
            }

        Expression.evaluate case.Expression (part 0 size case.X.Shape) (part size (values.nelement - size) case.Y.Shape)

    let private meanOf (case: Case) (values: Tensor) = (mean (evaluate case values)).Value

    let private at (case: Case) = dsharp.tensor (arguments case)

    let value (case: Case) =
        let result = (evaluate case (at case)).Value
        List.ofArray result.shape, numbers result

    let reverse (case: Case) =
        dsharp.grad (meanOf case) (at case) |> numbers

    let forward (case: Case) =
        let size = (arguments case).Length
        Array.init size (fun i -> dsharp.gradv (meanOf case) (at case) (dsharp.tensor (unit size i)) |> float)

    let second (case: Case) =
        dsharp.hessianv (meanOf case) (at case) (dsharp.tensor (direction (arguments case).Length))
        |> numbers

let private compare (case: Case) =
    let expected = Expected.value case
    let shape, values = Actual.value case
    let gradient = Expected.gradient case

    {
        Value =
            if shape = expected.Shape then
                relativeError expected.Values values
            else
                infinity
        Reverse = relativeError gradient (Actual.reverse case)
        Forward = relativeError gradient (Actual.forward case)
        Second = relativeError (Expected.second case) (Actual.second case)
    }

let private scientific (error: float) =
    error.ToString("0.0e-00", CultureInfo.InvariantCulture).PadLeft 8

[<EntryPoint>]
let main _ =
#if DIFFSHARP_CUDA
    dsharp.config (device = Device.GPU, dtype = Dtype.Float64, backend = Backend.Torch)
#else
    dsharp.config (device = Device.CPU, dtype = Dtype.Float64, backend = Backend.Reference)
#endif
    let version = typeof<Tensor>.Assembly.GetName().Version
    printfn $"DiffSharp.Core %O{version}, backend %O{Backend.Default}, device %O{Device.Default}, %O{Dtype.Default}"
    printfn "%-58s %8s %8s %8s %8s" "largest relative error" "value" "reverse" "forward" "second"

    let failed =
        Cases.all
        |> List.filter (fun case ->
            let errors = compare case
            let each = [ errors.Value; errors.Reverse; errors.Forward; errors.Second ]
            let passed = each |> List.forall (fun error -> error <= tolerance)
            let columns = each |> List.map scientific |> String.concat " "
            printfn "%-58s %s %s" case.Name columns (if passed then "ok" else "FAILED")
            not passed)

    printfn $"%d{Cases.all.Length - failed.Length} passed, %d{failed.Length} failed"
    if failed.IsEmpty then 0 else 1
