namespace Gan.Math.Metrics

/// <summary>How generated points are spread over the modes of a mixture. Source: <c>ModeCoverage</c>.</summary>
[<NoComparison>]
type Modes =
    {
        /// <summary>Points near each mode.</summary>
        Counts: int[]
        /// <summary>Share of all points that are near a mode, in [0, 1].</summary>
        Near: float
        /// <summary>Modes with at least the least count.</summary>
        Covered: int
    }

/// <summary>
/// Modes that samples reach. Source: Srivastava et al. 2017, "VEEGAN", Sec. 5.1: a point is near the closest centre if it lies
/// within three deviations of it.
/// </summary>
[<RequireQualifiedAccess>]
module ModeCoverage =

    /// <summary>Counts points by the closest centre within a distance.</summary>
    /// <param name="centres_KD">The modes, one at least.</param>
    /// <param name="reach">The distance, three deviations usually, &gt; 0.</param>
    /// <param name="least">Points that make a mode covered, at least 1.</param>
    /// <param name="points_ND">One at least.</param>
    /// <exception cref="T:System.ArgumentException">There are no centres or no points, they differ in dimension or are not below 1e48 in magnitude, or reach or least is out of its range.</exception>
    [<CompiledName("OfPoints")>]
    val ofPoints: centres_KD: float[][] -> reach: float -> least: int -> points_ND: float[][] -> Modes
