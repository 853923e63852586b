namespace Gan.Math

/// <summary>
/// Dense 64-bit arrays, evaluated element by element: slow, plain, and the definition of what every faster
/// interpretation has to compute. Immutable; values are laid out row-major.
/// Source: IEEE 754 binary64 arithmetic; softplus and sigmoid in the forms of Maechler 2012, "Accurately computing
/// log(1 - exp(-|a|))", Sec. 2.
/// </summary>
[<Sealed; NoComparison>]
type Reference =
    interface ISamples<Reference>

    /// <summary>Length of each axis, outermost first; empty for a single number.</summary>
    member Shape: int list

    /// <summary>A copy of the elements, row-major; as many as the product of the axes.</summary>
    member Values: float[]

    /// <summary>The only element of a one-element array.</summary>
    /// <exception cref="T:System.InvalidOperationException">There is not exactly one element.</exception>
    member Item: float

    /// <summary>x + y, elementwise; equal shapes, or one side a single number.</summary>
    static member (+): x: Reference * y: Reference -> Reference

    /// <summary>x - y, elementwise; equal shapes, or one side a single number.</summary>
    static member (-): x: Reference * y: Reference -> Reference

    /// <summary>x y, elementwise; equal shapes, or one side a single number.</summary>
    static member (*): x: Reference * y: Reference -> Reference

    /// <summary>x / y, elementwise; equal shapes, or one side a single number.</summary>
    static member (/): x: Reference * y: Reference -> Reference

    /// <summary>-x, elementwise.</summary>
    static member (~-): x: Reference -> Reference

/// <summary>Construction of <see cref="T:Gan.Math.Reference"/> values. Source: as the type.</summary>
[<RequireQualifiedAccess>]
module Reference =

    /// <summary>A single number, of shape [].</summary>
    [<CompiledName("Scalar")>]
    val scalar: value: float -> Reference

    /// <summary>A vector of shape [N].</summary>
    [<CompiledName("Vector")>]
    val vector: values: float seq -> Reference

    /// <summary>An array of any shape from its elements in row-major order.</summary>
    /// <exception cref="T:System.ArgumentException">The shape does not hold as many elements as were given.</exception>
    val create: shape: int list -> values: float seq -> Reference
