namespace Gan.Experiments

/// <summary>How a value is read from one text and written as one.</summary>
[<NoComparison; NoEquality>]
type Text<'T> =
    {
        /// <summary>The requirement on a text.</summary>
        Requirement: string
        /// <summary>The value of a text, if it is one.</summary>
        Parse: string -> 'T option
        /// <summary>A text that reads back as the value.</summary>
        Write: 'T -> string
    }

/// <summary>Texts of numbers, names and folders.</summary>
[<RequireQualifiedAccess>]
module Text =

    /// <summary>A whole number in [least, most].</summary>
    val whole: least: int64 -> most: int64 -> Text<int64>

    /// <summary>A whole number in [least, most], within 32 bits.</summary>
    val count: least: int -> most: int -> Text<int>

    /// <summary>A whole number in [0, 2^64).</summary>
    val seed: Text<uint64>

    /// <summary>
    /// A finite real number that the predicate holds for, as a decimal number or a fraction such as 8/255; the requirement says it
    /// in words. It is written as a decimal number.
    /// </summary>
    val real: requirement: string -> holds: (float -> bool) -> Text<float>

    /// <summary>A number greater than 0.</summary>
    val positive: Text<float>

    /// <summary>A number from 0 up.</summary>
    val notNegative: Text<float>

    /// <summary>A number in [0, 1).</summary>
    val decay: Text<float>

    /// <summary>A number in [0, 1].</summary>
    val share: Text<float>

    /// <summary>A number in (0, 1].</summary>
    val part: Text<float>

    /// <summary>The name of a folder; one that there is not is found later.</summary>
    val folder: Text<string>

    /// <summary>Ascending numbers with blanks between them, one at least, that the predicate holds for.</summary>
    val ascending: requirement: string -> holds: (float -> bool) -> Text<float list>

    /// <summary>One of the named values, written by the name of the equal one.</summary>
    val oneOf: named: (string * 'T) list -> Text<'T> when 'T: equality

    /// <summary>One of the named values, each of which tells its name.</summary>
    val named: nameOf: ('T -> string) -> named: (string * 'T) list -> Text<'T>

    /// <summary>A text of a form of its own.</summary>
    val form: requirement: string -> parse: (string -> 'T option) -> write: ('T -> string) -> Text<'T>

    /// <summary>A number as text that reads back as the same number.</summary>
    val number: value: float -> string
