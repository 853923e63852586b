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

[<Interface>]
type ITensor<'T when 'T :> ITensor<'T>> =
    inherit IReal<'T>
    static abstract Sum: x: 'T -> 'T
    static abstract Mean: x: 'T -> 'T

[<AutoOpen>]
module Algebra =

    let (.*) (x: 'T :> IReal<'T>) (factor: float) : 'T = 'T.Scale(x, factor)
    let (+.) (x: 'T :> IReal<'T>) (offset: float) : 'T = 'T.Shift(x, offset)
    let ln (x: 'T :> IReal<'T>) : 'T = 'T.Logarithm x
    let squareRoot (x: 'T :> IReal<'T>) : 'T = 'T.SquareRoot x
    let sigmoid (x: 'T :> IReal<'T>) : 'T = 'T.Sigmoid x
    let softplus (x: 'T :> IReal<'T>) : 'T = 'T.Softplus x
    let sum (x: 'T :> ITensor<'T>) : 'T = 'T.Sum x
    let mean (x: 'T :> ITensor<'T>) : 'T = 'T.Mean x
