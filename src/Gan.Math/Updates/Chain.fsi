namespace Gan.Math.Updates

/// <summary>
/// Two stages, one after the other: the second gets the first's direction as its gradient, and the first's moved
/// parameter as its own. Slots of the second follow those of the first. Associative, with <c>SgdStage</c> as identity.
/// Source: composition of functions.
/// </summary>
[<Struct; NoComparison>]
type ChainStage<'A, 'B when 'A: struct and 'A :> IStage and 'B: struct and 'B :> IStage> =
    interface IStage

    /// <summary>First and second stage; together at most four slots.</summary>
    /// <exception cref="T:System.ArgumentException">They need more.</exception>
    new: first: 'A * second: 'B -> ChainStage<'A, 'B>

    val private First: 'A
    val private Second: 'B
