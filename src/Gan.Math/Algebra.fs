namespace Gan.Math

open System.Numerics

// Static abstract members are the point of this file: FS3535 and FS3536 warn that they are advanced.
#nowarn "3535"
#nowarn "3536"

[<Interface>]
type IReal<'T when 'T :> IReal<'T>> =
    inherit IAdditionOperators<'T, 'T, 'T>
    inherit ISubtractionOperators<'T, 'T, 'T>
    inherit IMultiplyOperators<'T, 'T, 'T>
    inherit IDivisionOperators<'T, 'T, 'T>
    inherit IUnaryNegationOperators<'T, 'T>
    static abstract Scale: x: 'T * factor: float -> 'T
    static abstract Shift: x: 'T * offset: float -> 'T
    static abstract Exponential: x: 'T -> 'T
    static abstract Logarithm: x: 'T -> 'T
    static abstract SquareRoot: x: 'T -> 'T
    static abstract Sigmoid: x: 'T -> 'T
    static abstract Softplus: x: 'T -> 'T
    static abstract Maximum: x: 'T * y: 'T -> 'T
    static abstract Minimum: x: 'T * y: 'T -> 'T
    static abstract Clamp: x: 'T * low: float * high: float -> 'T
    static abstract Heaviside: x: 'T -> 'T
    static abstract Constant: like: 'T * value: float -> 'T
    static abstract ZerosLike: x: 'T -> 'T

[<Interface>]
type ITensor<'T when 'T :> ITensor<'T>> =
    inherit IReal<'T>
    static abstract Sum: x: 'T -> 'T
    static abstract Mean: x: 'T -> 'T
    static abstract SumPerSample: x_NP: 'T -> 'T
    static abstract LogSumExpPerSample: x_NK: 'T -> 'T
    static abstract Spread: w_N: 'T * like_NP: 'T -> 'T

[<AutoOpen>]
module Algebra =

    let (.*) (x: 'T :> IReal<'T>) (factor: float) : 'T = 'T.Scale(x, factor)
    let (+.) (x: 'T :> IReal<'T>) (offset: float) : 'T = 'T.Shift(x, offset)
    let ln (x: 'T :> IReal<'T>) : 'T = 'T.Logarithm x
    let squareRoot (x: 'T :> IReal<'T>) : 'T = 'T.SquareRoot x
    let sigmoid (x: 'T :> IReal<'T>) : 'T = 'T.Sigmoid x
    let softplus (x: 'T :> IReal<'T>) : 'T = 'T.Softplus x
    let exponential (x: 'T :> IReal<'T>) : 'T = 'T.Exponential x
    let maximum (x: 'T :> IReal<'T>) (y: 'T) : 'T = 'T.Maximum(x, y)
    let minimum (x: 'T :> IReal<'T>) (y: 'T) : 'T = 'T.Minimum(x, y)
    let relu (x: 'T :> IReal<'T>) : 'T = 'T.Maximum(x, 'T.Constant(x, 0.0))

    let clamp (low: float) (high: float) (x: 'T :> IReal<'T>) : 'T = 'T.Clamp(x, low, high)
    let zerosLike (x: 'T :> IReal<'T>) : 'T = 'T.ZerosLike x
    let addScaled (factor: float) (y: 'T :> IReal<'T>) (x: 'T) : 'T = x + 'T.Scale(y, factor)
    let absolute (x: 'T :> IReal<'T>) : 'T = 'T.Maximum(x, -x)
    let square (x: 'T :> IReal<'T>) : 'T = x * x
    let sum (x: 'T :> ITensor<'T>) : 'T = 'T.Sum x
    let mean (x: 'T :> ITensor<'T>) : 'T = 'T.Mean x
    let sumPerSample (x_NP: 'T :> ITensor<'T>) : 'T = 'T.SumPerSample x_NP
    let spread (w_N: 'T :> ITensor<'T>) (like_NP: 'T) : 'T = 'T.Spread(w_N, like_NP)
