namespace Gan.Math

/// <summary>
/// Forward-mode dual numbers over any tensor: x + x' e with e^2 = 0. Evaluating a formula at a dual argument gives
/// its value and its exact derivative in the direction x'. Nesting (Dual of Dual) gives second derivatives.
/// Source: Griewank and Walther 2008, "Evaluating Derivatives", Sec. 3.1.
/// </summary>
[<Struct; NoComparison; StructuralEquality>]
type Dual<'T when 'T :> ITensor<'T>> =
    {
        /// <summary>x, of any shape.</summary>
        Value: 'T

        /// <summary>x', of the value's shape: the derivative along the chosen direction.</summary>
        Tangent: 'T
    }

    interface ITensor<Dual<'T>>

    /// <summary>(x + y)' = x' + y'.</summary>
    static member (+): x: Dual<'T> * y: Dual<'T> -> Dual<'T>

    /// <summary>(x - y)' = x' - y'.</summary>
    static member (-): x: Dual<'T> * y: Dual<'T> -> Dual<'T>

    /// <summary>(x y)' = x' y + x y'.</summary>
    static member (*): x: Dual<'T> * y: Dual<'T> -> Dual<'T>

    /// <summary>(x / y)' = (x' - (x / y) y') / y.</summary>
    static member (/): x: Dual<'T> * y: Dual<'T> -> Dual<'T>

    /// <summary>(-x)' = -x'.</summary>
    static member (~-): x: Dual<'T> -> Dual<'T>

/// <summary>Construction of dual numbers and derivatives. Source: as the type.</summary>
[<RequireQualifiedAccess>]
module Dual =

    /// <summary>A value that does not depend on the variable: x + 0 e.</summary>
    [<CompiledName("Constant")>]
    val constant: x: 'T -> Dual<'T> when 'T :> ITensor<'T>

    /// <summary>A variable that moves with unit speed in every element: x + 1 e.</summary>
    [<CompiledName("Variable")>]
    val variable: x: 'T -> Dual<'T> when 'T :> ITensor<'T>

    /// <summary>
    /// f'(x), elementwise, for an elementwise f: evaluates f at x + 1 e and returns the tangent.
    /// </summary>
    val derivative: f: (Dual<'T> -> Dual<'T>) -> x: 'T -> 'T when 'T :> ITensor<'T>
