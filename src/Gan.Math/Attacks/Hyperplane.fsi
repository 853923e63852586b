namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// The nearest points of a hyperplane within the box [0, 1], one hyperplane a sample. Symbols: t points in the box,
/// w normals, c = b - &lt;w, t&gt; what is missing to the plane {z: &lt;w, z&gt; = b}; v = sign(c) w; u room from t in v's direction.
/// Source: Croce and Hein 2020, "Minimally distorted Adversarial Examples with a Fast Adaptive Boundary Attack", Sec. 2.2,
/// Eq. (5) and Appendix A.
/// </summary>
[<RequireQualifiedAccess>]
module Hyperplane =

    /// <summary>
    /// The step d with t + d in the box and &lt;w, t + d&gt; = b, of the least norm; where the box does not reach the plane,
    /// the step that comes nearest to it. In the direction of v:
    /// Linf: min(lambda, u); L2: min(lambda |v|, u); L1: u where |v| is above a threshold, a share of u at the threshold.
    /// lambda by Newton's method, which for these concave piecewise linear functions rises to the root in finitely many
    /// steps; the threshold by bisection. Elements with |w| &lt; 1e-8 stand still for L2 and L1.
    /// </summary>
    /// <param name="norm">The norm.</param>
    /// <param name="normals_NP">w.</param>
    /// <param name="missing_N">c.</param>
    /// <param name="points_NP">t.</param>
    val step: norm: Norm -> normals_NP: 'T -> missing_N: 'T -> points_NP: 'T -> 'T when 'T :> ISamples<'T>
