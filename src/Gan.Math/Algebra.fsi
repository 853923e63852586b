namespace Gan.Math

open System.Numerics

// Static abstract members are the point of this file: FS3535 and FS3536 warn that they are advanced.
#nowarn "3535"
#nowarn "3536"

/// <summary>
/// Elementwise real arithmetic: what a formula may do to a number, to every element of an array, or to a SIMD lane.
/// Every loss and update rule of this library is written once over it.
/// </summary>
/// <remarks>
/// The operators come from <c>System.Numerics</c> because a C# struct can implement those and cannot implement an
/// operator that is declared in F#. Constants are 64-bit floats; an interpretation rounds them to its own precision.
/// Source of the idea: finally tagless interpreters, Carette, Kiselyov and Shan 2009, Sec. 2.
/// </remarks>
[<Interface>]
type IReal<'T when 'T :> IReal<'T>> =
    inherit IAdditionOperators<'T, 'T, 'T>
    inherit ISubtractionOperators<'T, 'T, 'T>
    inherit IMultiplyOperators<'T, 'T, 'T>
    inherit IDivisionOperators<'T, 'T, 'T>
    inherit IUnaryNegationOperators<'T, 'T>

    /// <summary>factor * x.</summary>
    static abstract Scale: x: 'T * factor: float -> 'T

    /// <summary>x + offset.</summary>
    static abstract Shift: x: 'T * offset: float -> 'T

    /// <summary>e^x.</summary>
    static abstract Exponential: x: 'T -> 'T

    /// <summary>log x, natural; x in (0, inf).</summary>
    static abstract Logarithm: x: 'T -> 'T

    /// <summary>x^(1/2); x in [0, inf).</summary>
    static abstract SquareRoot: x: 'T -> 'T

    /// <summary>1 / (1 + e^-x), in [0, 1], for every finite x.</summary>
    static abstract Sigmoid: x: 'T -> 'T

    /// <summary>log(1 + e^x), in [0, inf), finite for every finite x.</summary>
    static abstract Softplus: x: 'T -> 'T

    /// <summary>max(x, y), elementwise.</summary>
    static abstract Maximum: x: 'T * y: 'T -> 'T

    /// <summary>min(x, y), elementwise.</summary>
    static abstract Minimum: x: 'T * y: 'T -> 'T

    /// <summary>min(max(x, low), high), elementwise.</summary>
    static abstract Clamp: x: 'T * low: float * high: float -> 'T

    /// <summary>H(x): 0 below 0, 1/2 at 0, 1 above; the slope of max(x, 0), split evenly where both sides are equal.</summary>
    static abstract Heaviside: x: 'T -> 'T

    /// <summary>A constant that goes together with x: of x's shape, or without axes.</summary>
    static abstract Constant: like: 'T * value: float -> 'T

    /// <summary>Zeros of x's shape, whatever x holds.</summary>
    static abstract ZerosLike: x: 'T -> 'T

/// <summary>
/// A collection of reals: elementwise arithmetic and the reductions that need more than one element. Where samples are
/// told apart, the first axis N counts them and all further axes P belong to one sample.
/// </summary>
[<Interface>]
type ITensor<'T when 'T :> ITensor<'T>> =
    inherit IReal<'T>

    /// <summary>sum_i x_i, as a tensor without axes.</summary>
    static abstract Sum: x: 'T -> 'T

    /// <summary>(1/N) sum_i x_i over all N elements, as a tensor without axes.</summary>
    static abstract Mean: x: 'T -> 'T

    /// <summary>sum_p x_np, one number per sample: shape [N].</summary>
    static abstract SumPerSample: x_NP: 'T -> 'T

    /// <summary>log sum_k e^(x_nk), one number per sample: shape [N]; finite for finite x.</summary>
    static abstract LogSumExpPerSample: x_NK: 'T -> 'T

    /// <summary>w_n repeated over all elements of sample n: shape of like_NP.</summary>
    static abstract Spread: w_N: 'T * like_NP: 'T -> 'T

/// <summary>
/// The algebra's operations as functions, so that formulas read like formulas.
/// Source: the notation of Goodfellow et al. 2014, Sec. 3.
/// </summary>
[<AutoOpen>]
module Algebra =

    /// <summary>x .* c = c x, for a constant c.</summary>
    val (.*): x: 'T -> factor: float -> 'T when 'T :> IReal<'T>

    /// <summary>x +. c = x + c, for a constant c.</summary>
    val (+.): x: 'T -> offset: float -> 'T when 'T :> IReal<'T>

    /// <summary>log x, natural.</summary>
    val ln: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>x^(1/2).</summary>
    val squareRoot: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>sigma(x) = 1 / (1 + e^-x).</summary>
    val sigmoid: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>log(1 + e^x) = -log(1 - sigma(x)) = -log sigma(-x).</summary>
    val softplus: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>e^x.</summary>
    val exponential: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>max(x, y).</summary>
    val maximum: x: 'T -> y: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>min(x, y).</summary>
    val minimum: x: 'T -> y: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>max(x, 0).</summary>
    val relu: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>min(max(x, low), high).</summary>
    val clamp: low: float -> high: float -> x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>0 everywhere, of x's shape, even where x is not a number.</summary>
    val zerosLike: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>x + c y, for a constant c.</summary>
    val addScaled: factor: float -> y: 'T -> x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>|x| = max(x, -x).</summary>
    val absolute: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>x^2.</summary>
    val square: x: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>sum_i x_i.</summary>
    val sum: x: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>(1/N) sum_i x_i.</summary>
    val mean: x: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>sum_p x_np, one number per sample.</summary>
    val sumPerSample: x_NP: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>w_n repeated over all elements of sample n: shape of like_NP.</summary>
    val spread: w_N: 'T -> like_NP: 'T -> 'T when 'T :> ITensor<'T>
