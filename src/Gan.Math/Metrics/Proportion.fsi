namespace Gan.Math.Metrics

/// <summary>
/// How far a share that was counted may be from the probability behind it.
/// Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference", as the score interval.
/// </summary>
[<RequireQualifiedAccess>]
module Proportion =

    /// <summary>
    /// The 95 % interval of a probability of which k of n trials succeeded. With p = k / n and z = 1.959963984540054, the
    /// normal distribution's 97.5 % point: (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), within [0, 1].
    /// </summary>
    /// <param name="successes">k, from 0 to n.</param>
    /// <param name="trials">n, at least 1.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">k or n is out of its range.</exception>
    [<CompiledName("Interval")>]
    val interval: successes: int -> trials: int -> struct (float * float)
