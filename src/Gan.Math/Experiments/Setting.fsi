namespace Gan.Math.Experiments

/// <summary>One thing that is wrong with a configuration.</summary>
type Problem =
    {
        /// <summary>The setting, such as Training:BatchSize.</summary>
        Key: string

        /// <summary>The offending text, or "missing".</summary>
        Value: string

        /// <summary>What the value has to be, as in "a whole number from 2 to 65536".</summary>
        Requirement: string
    }

/// <summary>
/// A reader of one or several settings: it knows its keys before it runs, and readers that are combined report
/// every problem, not only the first.
/// Source: applicative functors, McBride and Paterson 2008, Sec. 2; accumulation of errors as in their Sec. 5.
/// </summary>
[<NoComparison; NoEquality>]
type Setting<'T> =
    {
        /// <summary>The keys it reads, in order.</summary>
        Keys: string list

        /// <summary>Reads the value, from texts by key.</summary>
        Read: Map<string, string> -> Result<'T, Problem list>
    }

/// <summary>Readers of single settings, and their combination. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module Setting =

    /// <summary>A value that no setting decides.</summary>
    val constant: value: 'T -> Setting<'T>

    /// <summary>A whole number in [least, most].</summary>
    val wholeNumber: key: string -> least: int64 -> most: int64 -> Setting<int64>

    /// <summary>A whole number in [least, most], within 32 bits.</summary>
    val count: key: string -> least: int -> most: int -> Setting<int>

    /// <summary>A whole number in [0, 2^64).</summary>
    val seed: key: string -> Setting<uint64>

    /// <summary>A finite real number that the predicate holds for; the requirement says it in words.</summary>
    val real: key: string -> requirement: string -> holds: (float -> bool) -> Setting<float>

    /// <summary>The name of a folder; one that there is not is found later.</summary>
    val folder: key: string -> Setting<string>

    /// <summary>Ascending numbers with blanks between them, one at least, that the predicate holds for.</summary>
    val ascending: key: string -> requirement: string -> holds: (float -> bool) -> Setting<float list>

    /// <summary>A number greater than 0.</summary>
    val positive: key: string -> Setting<float>

    /// <summary>A number from 0 up.</summary>
    val notNegative: key: string -> Setting<float>

    /// <summary>A number in [0, 1).</summary>
    val decay: key: string -> Setting<float>

    /// <summary>One of the named values.</summary>
    val oneOf: key: string -> named: (string * 'T) list -> Setting<'T>

    /// <summary>The name of a value that is among the named ones.</summary>
    val name: named: (string * 'T) list -> value: 'T -> string when 'T: equality

    /// <summary>A number as text that reads back as the same number.</summary>
    val text: value: float -> string

    /// <summary>Turns the read value into another.</summary>
    val map: f: ('T -> 'U) -> setting: Setting<'T> -> Setting<'U>

    /// <summary>A value, and where the predicate holds for it what else has to be read then.</summary>
    val onlyIf: holds: ('T -> bool) -> first: Setting<'T> -> rest: Setting<'U> -> Setting<'T * 'U option>

    /// <summary>Both values; the problems of both.</summary>
    val both: first: Setting<'T> -> second: Setting<'U> -> Setting<'T * 'U>

    /// <summary>The one of several readers that a setting names; the keys of all are known, the chosen one's are read.</summary>
    val choose: key: string -> branches: (string * Setting<'T>) list -> Setting<'T>

    /// <summary>Adds conditions on the whole value; each problem found is reported.</summary>
    val check: problems: ('T -> Problem list) -> setting: Setting<'T> -> Setting<'T>

    /// <summary>Reads all of the given settings; a key that the reader does not know is a problem of its own.</summary>
    /// <returns>The value, or every problem, unknown keys last.</returns>
    val readAll: setting: Setting<'T> -> settings: Map<string, string> -> Result<'T, Problem list>

/// <summary>Builder behind <c>setting { let! a = ... and! b = ... }</c>. Source: as <c>Setting</c>.</summary>
[<Sealed>]
type SettingBuilder =
    /// <summary>Both values of <c>and!</c>.</summary>
    member MergeSources: first: Setting<'T> * second: Setting<'U> -> Setting<'T * 'U>

    /// <summary>The value after <c>return</c>.</summary>
    member BindReturn: setting: Setting<'T> * f: ('T -> 'U) -> Setting<'U>

/// <summary>The builder's instance. Source: as <c>Setting</c>.</summary>
[<AutoOpen>]
module SettingBuilder =

    /// <summary><c>setting { let! a = ... and! b = ... return ... }</c> reads a and b and reports the problems of both.</summary>
    val setting: SettingBuilder
