namespace Gan.Math

/// <summary>One definition of this library, printed by itself. Source: as each entry says.</summary>
[<Sealed; NoComparison; NoEquality>]
type CatalogueEntry =

    internal new:
        family: string *
        name: string *
        definition: string *
        source: string *
        equations: (Notation -> (string * string) list) ->
            CatalogueEntry

    /// <summary>Family, for headings: losses, penalties, updates, plays and corrections.</summary>
    member Family: string

    /// <summary>The name that configuration files use, or one in words.</summary>
    member Name: string

    /// <summary>The signature file that holds it, without extension, below the core's folder.</summary>
    member Definition: string

    /// <summary>Paper and place.</summary>
    member Source: string

    /// <summary>Left and right side of each equation, in the order the code computes them.</summary>
    member Equations: notation: Notation -> (string * string) list

/// <summary>Symbols and numbers that the entries share. Source: as <c>Catalogue</c>.</summary>
[<AutoOpen>]
module internal CatalogueText =

    /// <summary><c>Formula.symbol</c>.</summary>
    val symbol: unicode: string -> latex: string -> Formula

    /// <summary>C(x).</summary>
    val real: Formula

    /// <summary>C(G(z)).</summary>
    val fake: Formula

    /// <summary>g.</summary>
    val gradient: Formula

    /// <summary>theta.</summary>
    val theta: Formula

    /// <summary>J_D.</summary>
    val discriminatorLoss: Formula

    /// <summary>J_G.</summary>
    val generatorLoss: Formula

    /// <summary>Prints equations whose constants have names.</summary>
    val text:
        notation: Notation ->
        constants: (float * Formula) list ->
        lines: (Formula * Formula) list ->
            (string * string) list

    /// <summary>
    /// Numbers that stand for constants: unlike any that a definition writes itself, and printed as the constants' names.
    /// </summary>
    val markers: float list

    /// <summary>An entry whose equations depend on the notation alone.</summary>
    val entry:
        family: string ->
        name: string ->
        definition: string ->
        source: string ->
        constants: (float * Formula) list ->
        lines: (Formula * Formula) list ->
            CatalogueEntry

    /// <summary>The signature file of the module that makes a value, without extension.</summary>
    val definitionOf: value: obj -> string

    /// <summary>The entry of a value, defined in the file that makes it.</summary>
    val valueEntry:
        family: string ->
        name: string ->
        value: obj ->
        source: string ->
        constants: (float * Formula) list ->
        lines: (Formula * Formula) list ->
            CatalogueEntry
