namespace Gan.Math

/// <summary>
/// Counter-based randomness: every draw is a pure function of (seed, purpose, index, counter), so that a resumed run
/// draws what the uninterrupted one would have drawn and nothing but the step has to be saved.
/// Source: SplitMix64, Steele, Lea and Flood 2014, Fig. 16; purposes are hashed with 64-bit FNV-1a.
/// </summary>
[<RequireQualifiedAccess>]
module Seeds =

    /// <summary>
    /// The key of one stream of draws: mix(mix(mix(seed) + fnv1a(purpose)) + index).
    /// </summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="purpose">What is drawn, such as "latent" or "shuffle"; streams of different purposes are unrelated.</param>
    /// <param name="index">Step, epoch or sample number within the purpose.</param>
    [<CompiledName("Derive")>]
    val derive: seed: uint64 -> purpose: string -> index: uint64 -> uint64

    /// <summary>The counter-th 64-bit word of the stream: mix(key + (counter + 1) 0x9E3779B97F4A7C15).</summary>
    [<CompiledName("Word")>]
    val word: key: uint64 -> counter: uint64 -> uint64

    /// <summary>A uniform draw in [0, 1), a multiple of 2^-53.</summary>
    [<CompiledName("Uniform")>]
    val uniform: key: uint64 -> counter: uint64 -> float

    /// <summary>
    /// A standard normal draw by Box and Muller 1958, Eq. (1): sqrt(-2 log(1 - u)) cos(2 pi w), with u and w the
    /// uniform draws 2 counter and 2 counter + 1.
    /// </summary>
    [<CompiledName("Normal")>]
    val normal: key: uint64 -> counter: uint64 -> float

    /// <summary>
    /// A permutation of 0 .. count-1, each equally likely up to a bias of count / 2^64 (Fisher and Yates 1938,
    /// in Durstenfeld's order).
    /// </summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">count is negative.</exception>
    [<CompiledName("Permutation")>]
    val permutation: key: uint64 -> count: int -> int[]
