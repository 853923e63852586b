module Gan.PropertyTests.InterpretationLaws

open System
open System.Numerics
open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math
open Gan.PropertyTests.Generators

let private step (x: 'T :> IReal<'T>) : 'T = 'T.Heaviside x
let private logSumExpPerSample (x: 'T :> ITensor<'T>) : 'T = 'T.LogSumExpPerSample x
let private spread (w: 'T :> ITensor<'T>) (like: 'T) : 'T = 'T.Spread(w, like)

/// The elementwise operations of the algebra, by name, over any interpretation.
type private Operation =
    abstract Run<'T when 'T :> IReal<'T>> : x: 'T * y: 'T -> 'T

let private operation name (positive: bool) (run: Operation) = name, positive, run

// (name, needs positive arguments, the operation)
let private operations =
    [
        operation
            "add"
            false
            { new Operation with
                member _.Run(x, y) = x + y
            }
        operation
            "subtract"
            false
            { new Operation with
                member _.Run(x, y) = x - y
            }
        operation
            "multiply"
            false
            { new Operation with
                member _.Run(x, y) = x * y
            }
        operation
            "divide"
            true
            { new Operation with
                member _.Run(x, y) = x / y
            }
        operation
            "negate"
            false
            { new Operation with
                member _.Run(x, _) = -x
            }
        operation
            "scale"
            false
            { new Operation with
                member _.Run(x, _) = x .* 2.5
            }
        operation
            "shift"
            false
            { new Operation with
                member _.Run(x, _) = x +. -1.25
            }
        operation
            "logarithm"
            true
            { new Operation with
                member _.Run(x, _) = ln x
            }
        operation
            "square root"
            true
            { new Operation with
                member _.Run(x, _) = squareRoot x
            }
        operation
            "sigmoid"
            false
            { new Operation with
                member _.Run(x, _) = sigmoid x
            }
        operation
            "softplus"
            false
            { new Operation with
                member _.Run(x, _) = softplus x
            }
        operation
            "maximum"
            false
            { new Operation with
                member _.Run(x, y) = maximum x y
            }
        operation
            "minimum"
            false
            { new Operation with
                member _.Run(x, y) = minimum x y
            }
        operation
            "rectifier"
            false
            { new Operation with
                member _.Run(x, _) = relu x
            }
        operation
            "clamp"
            false
            { new Operation with
                member _.Run(x, _) = clamp -30.0 50.0 x
            }
        operation
            "absolute value"
            false
            { new Operation with
                member _.Run(x, _) = absolute x
            }
        operation
            "square"
            false
            { new Operation with
                member _.Run(x, _) = square x
            }
        operation
            "step"
            false
            { new Operation with
                member _.Run<'T when 'T :> IReal<'T>>(x: 'T, _) = 'T.Heaviside x
            }
        operation
            "constant"
            false
            { new Operation with
                member _.Run<'T when 'T :> IReal<'T>>(x: 'T, y: 'T) = y + 'T.Constant(x, 1.5)
            }
        operation
            "exponential"
            false
            { new Operation with
                member _.Run<'T when 'T :> IReal<'T>>(x: 'T, _) = 'T.Exponential(x .* 0.1)
            }
    ]

let private reference (run: Operation) (x: float) (y: float) =
    run.Run(Reference.scalar x, Reference.scalar y).Item

let private lanes (low: float) (high: float) : Lane =
    {
        Low = Vector<float32>(float32 low)
        High = Vector<float32>(float32 high)
    }

[<Law>]
let ``Lane agrees with Reference on every operation, in every lane`` (Moderate x) (Moderate y) =
    // Both sides start from the same 32-bit numbers.
    let x, y = float (float32 x), float (float32 y)

    all
        [
            for name, positive, run in operations do
                let x, y =
                    (if positive then abs x + 0.1 else x), (if positive then abs y + 0.1 else y)

                let x, y = float (float32 x), float (float32 y)
                let result = run.Run(lanes x y, lanes y x)

                for register, expected in [ result.Low, reference run x y; result.High, reference run y x ] do
                    for index in 0 .. Vector<float32>.Count - 1 do
                        near (2e-6 * max 1.0 (abs expected)) expected (float register[index])
                        |> Prop.label $"{name} at {x}, {y}"
        ]

[<Law>]
let ``Dual's value is Reference's value on every operation`` (Moderate x) (Moderate y) =
    all
        [
            for name, positive, run in operations do
                let x, y =
                    (if positive then abs x + 0.1 else x), (if positive then abs y + 0.1 else y)

                let dual (a: float) = Dual.variable (Reference.scalar a)

                near 0.0 (reference run x y) (run.Run(dual x, dual y)).Value.Item
                |> Prop.label name
        ]

[<Law>]
let ``Dual's tangent is the central difference on every operation`` (Moderate x) (Moderate y) =
    let h = 1e-5

    all
        [
            for name, positive, run in operations do
                let x, y =
                    (if positive then abs x + 0.5 else x), (if positive then abs y + 0.5 else y)

                let dual (a: float) = Dual.variable (Reference.scalar a)
                let exact = (run.Run(dual x, dual y)).Tangent.Item
                // Both arguments move with unit speed.
                let difference =
                    (reference run (x + h) (y + h) - reference run (x - h) (y - h)) / (2.0 * h)

                near (1e-6 * max 1.0 (abs exact)) exact difference
                |> Prop.label $"{name} at {x}, {y}"
        ]

[<Law>]
let ``nested Dual gives the second derivative: softplus'' = sigma (1 - sigma)`` (Moderate x) =
    let inner: Dual<Reference> = Dual.variable (Reference.scalar x)
    let second = (Dual.derivative softplus inner).Tangent.Item
    let s = 1.0 / (1.0 + exp -x)
    near 1e-12 (s * (1.0 / (1.0 + exp x))) second

[<Law>]
let ``reductions are the plain sum and mean, in Reference and in Dual`` (Logits values) =
    let x = Reference.vector values
    let dual = Dual.variable x
    let n = float values.Length
    let tolerance = 1e-9 * max 1.0 (List.sumBy abs values)

    near tolerance (List.sum values) (sum x).Item
    .&. near tolerance (List.sum values / n) (mean x).Item
    .&. near 1e-12 n (sum dual).Tangent.Item
    .&. near 1e-12 1.0 (mean dual).Tangent.Item
    .&. ((mean x).Shape = [])

// log(1 + e^-40) = 4.248354255291589e-18 (its own argument, since log(1 + u) = u - u^2/2 + ...).
[<Fact>]
let ``softplus keeps its relative accuracy far from zero and is finite everywhere`` () =
    Assert.Equal(4.248354255291589e-18, (softplus (Reference.scalar -40.0)).Item, 1e-32)
    Assert.Equal(log 2.0, (softplus (Reference.scalar 0.0)).Item, 1e-16)
    Assert.Equal(40.0, (softplus (Reference.scalar 40.0)).Item, 1e-14)

    for x in [ -1e308; -1e4; 1e4; 1e308 ] do
        Assert.True(Double.IsFinite (softplus (Reference.scalar x)).Item)
        Assert.InRange((sigmoid (Reference.scalar x)).Item, 0.0, 1.0)

[<Law>]
let ``arrays of different shapes do not go together, single numbers go with all`` (Logits values) (Moderate c) =
    let x = Reference.vector values
    let longer = Reference.vector (0.0 :: values)

    Prop.throws<ArgumentException, Reference>(lazy (x + longer))
    .&. (elements (x + Reference.scalar c) = List.map (fun a -> a + c) values)
    .&. (elements (Reference.scalar c - x) = List.map (fun a -> c - a) values)

[<Fact>]
let ``a shape holds exactly its elements`` () =
    Assert.Equal<int list>([ 2; 3 ], (Reference.create [ 2; 3 ] [ 1.0 .. 6.0 ]).Shape)

    Assert.Throws<ArgumentException>(fun () -> Reference.create [ 2; 2 ] [ 1.0 ] |> ignore)
    |> ignore

    Assert.Throws<InvalidOperationException>(fun () -> (Reference.vector [ 1.0; 2.0 ]).Item |> ignore)
    |> ignore

[<Law>]
let ``values handed out are copies: an array cannot be changed from outside`` (Logits values) =
    let x = Reference.vector values
    x.Values[0] <- nan
    elements x = values

// Only the kinks tell: away from them the laws above hold the slopes.
[<Fact>]
let ``at a kink the slope is split evenly, in values and in tangents`` () =
    let at (x: float) = Dual.variable (Reference.scalar x)
    Assert.Equal(0.5, (relu (at 0.0)).Tangent.Item)
    Assert.Equal(0.0, (absolute (at 0.0)).Tangent.Item)
    Assert.Equal(0.5, (clamp -1.0 1.0 (at 1.0)).Tangent.Item)
    Assert.Equal(0.5, (step (Reference.scalar 0.0)).Item)

/// A batch of two samples of three elements.
let private batch (values: float list) =
    Reference.create [ 2; 3 ] (Seq.init 6 (fun i -> values[i % values.Length] / 2000.0 + float i / 7.0))

[<Law>]
let ``reductions per sample are the plain ones of each row, in Reference and in Dual`` (Logits values) =
    let x = batch values
    let rows = Array.chunkBySize 3 x.Values
    let dual = { Value = x; Tangent = x * x }

    let check (expected: float[]) (actual: Reference) =
        all
            [
                for a, b in Array.zip expected actual.Values do
                    near (1e-12 * max 1.0 (abs a)) a b
            ]
        .&. (actual.Shape = [ 2 ])

    let logSumExp (row: float[]) = log (Array.sumBy exp row)

    let slope (row: float[]) =
        Array.sumBy (fun a -> exp a * a * a) row / Array.sumBy exp row

    check (Array.map Array.sum rows) (sumPerSample x)
    .&. check (rows |> Array.map (Array.sumBy (fun a -> a * a))) (sumPerSample dual).Tangent
    .&. check (Array.map logSumExp rows) (logSumExpPerSample dual).Value
    .&. check (Array.map slope rows) (logSumExpPerSample dual).Tangent

[<Law>]
let ``spreading repeats a sample's number over its elements, in Reference and in Dual`` (Moderate a) (Moderate b) =
    let w, like = Reference.vector [ a; b ], batch [ 1.0 ]
    let result = spread { Value = w; Tangent = w .* 2.0 } (Dual.constant like)

    elements result.Value = [ a; a; a; b; b; b ]
    && elements result.Tangent = List.map (fun x -> 2.0 * x) [ a; a; a; b; b; b ]
    && result.Value.Shape = [ 2; 3 ]

[<Fact>]
let ``what needs samples refuses a single number, and spreading refuses other counts`` () =
    Assert.Throws<InvalidOperationException>(fun () -> sumPerSample (Reference.scalar 1.0) |> ignore)
    |> ignore

    Assert.Throws<ArgumentException>(fun () -> spread (Reference.vector [ 1.0 ]) (batch [ 1.0 ]) |> ignore)
    |> ignore
