namespace Gan.Experiments

/// <summary>
/// Reads a value from texts by key, and prints what it read from an owner of it. A codec knows its declarations before it
/// runs; codecs that are combined report every problem, not only the first.
/// </summary>
/// <remarks>
/// Source: applicative functors, McBride and Paterson 2008, Sec. 2, with accumulation of errors as in their Sec. 5; the
/// printing side is contravariant in the owner.
/// </remarks>
[<NoComparison; NoEquality>]
type Codec<'R, 'T> =
    {
        /// <summary>Its settings, in order.</summary>
        Declared: Declaration list
        /// <summary>Reads the value.</summary>
        Read: Map<string, string> -> Result<'T, Problem list>
        /// <summary>Prints the owner's settings, in order; those that mean nothing with the others are left out.</summary>
        Print: 'R -> (string * string) list
    }

/// <summary>Combinations of codecs. Source: as <c>Codec</c>.</summary>
[<RequireQualifiedAccess>]
module Codec =

    /// <summary>One setting, in every version so far; it stays when a run goes on.</summary>
    val setting: key: string -> text: Text<'T> -> standard: 'T -> sentence: string -> Codec<'T, 'T>

    /// <summary>A setting that came with a version, and the text that runs before it meant.</summary>
    val since: version: string -> before: string -> codec: Codec<'R, 'T> -> Codec<'R, 'T>

    /// <summary>Settings that may change when a run goes on.</summary>
    val mayChange: codec: Codec<'R, 'T> -> Codec<'R, 'T>

    /// <summary>Settings that are the run's length.</summary>
    val isLength: codec: Codec<'R, 'T> -> Codec<'R, 'T>

    /// <summary>Settings that say where something lies.</summary>
    val isPlace: codec: Codec<'R, 'T> -> Codec<'R, 'T>

    /// <summary>A value that no setting decides.</summary>
    val constant: value: 'T -> Codec<'R, 'T>

    /// <summary>A codec of a part as one of its owner.</summary>
    val by: part: ('R -> 'P) -> codec: Codec<'P, 'T> -> Codec<'R, 'T>

    /// <summary>One setting that holds a part of its owner: <c>setting</c>, then <c>by</c>.</summary>
    val field: part: ('R -> 'T) -> key: string -> text: Text<'T> -> standard: 'T -> sentence: string -> Codec<'R, 'T>

    /// <summary>Turns the read value into another; what is printed stays.</summary>
    val map: f: ('T -> 'U) -> codec: Codec<'R, 'T> -> Codec<'R, 'U>

    /// <summary>Both values; the problems of both.</summary>
    val both: first: Codec<'R, 'T> -> second: Codec<'R, 'U> -> Codec<'R, 'T * 'U>

    /// <summary>Adds conditions on the whole value; each problem found is reported.</summary>
    val check: problems: ('T -> Problem list) -> codec: Codec<'R, 'T> -> Codec<'R, 'T>

    /// <summary>A first part, and a rest that is read and printed only where the first part asks for it.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="first">The first part.</param>
    /// <param name="rest">The rest.</param>
    /// <param name="split">Both parts of a value.</param>
    /// <param name="join">The value of both parts.</param>
    val onlyIf:
        holds: ('A -> bool) ->
        first: Codec<'A, 'A> ->
        rest: Codec<'B, 'B> ->
        split: ('T -> 'A * 'B option) ->
        join: ('A -> 'B option -> 'T) ->
            Codec<'T, 'T>

    /// <summary>The one of several codecs that a setting names; the keys of all are known, the chosen one's are read.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="standard">The name that stands for it where nobody sets it.</param>
    /// <param name="sentence">What it is for.</param>
    /// <param name="nameOf">The name of a value's codec.</param>
    /// <param name="branches">The codecs by name.</param>
    val choose:
        key: string ->
        standard: string ->
        sentence: string ->
        nameOf: ('T -> string) ->
        branches: (string * Codec<'T, 'T>) list ->
            Codec<'T, 'T>

    /// <summary>Reads all of the given settings; a key that the codec does not know is a problem of its own.</summary>
    /// <returns>The value, or every problem, unknown keys last, each with the known key that is most like it.</returns>
    val readAll: codec: Codec<'R, 'T> -> settings: Map<string, string> -> Result<'T, Problem list>

/// <summary>Builder behind <c>codec { let! a = ... and! b = ... }</c>. Source: as <c>Codec</c>.</summary>
[<Sealed>]
type CodecBuilder =
    /// <summary>Both values of <c>and!</c>.</summary>
    member MergeSources: first: Codec<'R, 'T> * second: Codec<'R, 'U> -> Codec<'R, 'T * 'U>

    /// <summary>The value after <c>return</c>.</summary>
    member BindReturn: codec: Codec<'R, 'T> * f: ('T -> 'U) -> Codec<'R, 'U>

/// <summary>The builder's instance. Source: as <c>Codec</c>.</summary>
[<AutoOpen>]
module CodecBuilder =

    /// <summary><c>codec { let! a = ... and! b = ... return ... }</c> reads a and b and reports the problems of both.</summary>
    val codec: CodecBuilder
