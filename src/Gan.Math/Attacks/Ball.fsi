namespace Gan.Math.Attacks

open Gan.Math

/// <summary>How perturbations are measured. Source: Croce and Hein 2020, 2021.</summary>
type Norm =
    /// <summary>max_p |delta_p|.</summary>
    | Linf
    /// <summary>sqrt(sum_p delta_p^2).</summary>
    | L2
    /// <summary>sum_p |delta_p|.</summary>
    | L1

/// <summary>Names and values of norms. Source: <c>Norm</c>.</summary>
[<RequireQualifiedAccess>]
module Norm =

    /// <summary>Every norm with the name that command lines use.</summary>
    [<CompiledName("Named")>]
    val named: (string * Norm) list

    /// <summary>The norm of each sample: shape [N].</summary>
    [<CompiledName("OfSamples")>]
    val ofSamples: norm: Norm -> delta_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>The norm of one sample's perturbation.</summary>
    val ofSample: norm: Norm -> delta_P: float seq -> float

    /// <summary>The dual norm of each sample: L1 for Linf, L2 for L2, Linf for L1.</summary>
    val dualOfSamples: norm: Norm -> x_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>The largest distance of two points of [0, 1]^P: the norm of P ones.</summary>
    [<CompiledName("Diameter")>]
    val diameter: norm: Norm -> size: int -> float

/// <summary>A budget: the points within a radius of the clean ones, and within [0, 1]. Source: Madry et al. 2018, Sec. 2.1.</summary>
[<NoComparison>]
type Ball =
    {
        /// <summary>How distance is measured.</summary>
        Norm: Norm

        /// <summary>eps &gt;= 0, in pixels' units.</summary>
        Radius: float
    }

/// <summary>
/// Geometry of a budget. Symbols: x clean points in [0, 1], z any points, delta = z - x; all [N, ...].
/// </summary>
[<RequireQualifiedAccess>]
module Ball =

    /// <summary>
    /// The nearest points (Euclidean) of the ball intersected with the box, to within rounding:
    /// Linf: clamp each element to [max(x - eps, 0), min(x + eps, 1)];
    /// L2: x + clamp(s delta, -x, 1 - x), with the largest s in [0, 1] that keeps the norm;
    /// L1: x + sign(delta) clamp(|delta| - theta, 0, u), u the room in delta's direction, with the least theta &gt;= 0 that
    /// keeps the norm. Source: the conditions of Karush, Kuhn and Tucker; L1: Croce and Hein 2021, "Mind the Box", Sec. 3.1.
    /// </summary>
    [<CompiledName("Project")>]
    val project: ball: Ball -> clean: 'T -> points: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>
    /// Into the ball first, then into the box, as gradient attacks are published: x + delta min(1, eps / |delta|), clipped.
    /// In the ball and in the box, but for L2 not the nearest point; for Linf and L1 the same as <c>project</c>.
    /// Croce and Hein 2020, Sec. 3.
    /// </summary>
    val rescale: ball: Ball -> clean: 'T -> points: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>
    /// The direction u of unit norm with the largest &lt;g, u&gt;: sign(g); g / |g|; for L1 the sign of the largest |g_p|
    /// alone. 0 where g is 0. Kurakin et al. 2017, Sec. 2; Madry et al. 2018, Sec. 2.1.
    /// </summary>
    val steepest: norm: Norm -> gradient_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>
    /// The step d from z, |d| at most the length, that gains most, &lt;g, d&gt;: length u(g) for Linf and L2, to be clipped afterwards. For L1,
    /// where clipping its one element could leave nothing, the best of those in the box: elements in the order of |g_p|, each as far as the box goes, until
    /// the length is used up; equal ones share in proportion to their room. 0 where g is 0. L1: the greedy solution of a fractional knapsack (Dantzig 1957).
    /// </summary>
    /// <param name="norm">The norm of d.</param>
    /// <param name="length">At least 0.</param>
    /// <param name="points">z in [0, 1].</param>
    /// <param name="gradient_NP">g.</param>
    val ascent: norm: Norm -> length: float -> points: 'T -> gradient_NP: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>
    /// A start on the ball's rim: x + eps n / |n|, with noise n; for L1 the projection of x + n; within the box.
    /// Croce and Hein 2020, Sec. 3; 2021, Sec. 4.
    /// </summary>
    /// <param name="ball">The ball.</param>
    /// <param name="clean">x.</param>
    /// <param name="noise_NP">Uniform in [-1, 1] for Linf, normal otherwise.</param>
    val start: ball: Ball -> clean: 'T -> noise_NP: 'T -> 'T when 'T :> ISamples<'T>
