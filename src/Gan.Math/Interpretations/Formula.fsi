namespace Gan.Math

/// <summary>
/// An expression that remembers how it was computed and prints itself: run a definition of this library at symbols and
/// the printed formula is the definition, not a description of it.
/// Source: finally tagless interpreters, Carette, Kiselyov and Shan 2009, Sec. 2.
/// </summary>
[<Sealed; NoComparison>]
type Formula =
    interface ITensor<Formula>

    /// <summary>x + y.</summary>
    static member (+): x: Formula * y: Formula -> Formula

    /// <summary>x - y.</summary>
    static member (-): x: Formula * y: Formula -> Formula

    /// <summary>x y.</summary>
    static member (*): x: Formula * y: Formula -> Formula

    /// <summary>x / y.</summary>
    static member (/): x: Formula * y: Formula -> Formula

    /// <summary>-x.</summary>
    static member (~-): x: Formula -> Formula

/// <summary>How formulas are written. Source: as <c>Formula</c>.</summary>
type Notation =
    /// <summary>For terminals and comments.</summary>
    | Unicode
    /// <summary>For papers and web pages.</summary>
    | Latex

/// <summary>Construction and printing of formulas. Source: as <c>Formula</c>.</summary>
[<RequireQualifiedAccess>]
module Formula =

    /// <summary>A variable, with its name in both notations.</summary>
    val symbol: unicode: string -> latex: string -> Formula

    /// <summary>A function of other formulas, with its name in both notations.</summary>
    val call: unicode: string -> latex: string -> arguments: Formula list -> Formula

    /// <summary>A number.</summary>
    val number: value: float -> Formula

    /// <summary>The expression's value, from a value for every symbol by its Unicode name; functions of <c>call</c> have none.</summary>
    /// <exception cref="T:System.NotSupportedException">The expression calls a function that has only a name.</exception>
    val evaluate: values: (string -> Reference) -> formula: Formula -> Reference

    /// <summary>
    /// The expression as text. A constant whose value stands in <c>constants</c> is printed as the formula beside it;
    /// a part that is the very object in <c>names</c> is printed as the formula beside it.
    /// </summary>
    val print:
        notation: Notation ->
        constants: (float * Formula) list ->
        names: (Formula * Formula) list ->
        formula: Formula ->
            string
