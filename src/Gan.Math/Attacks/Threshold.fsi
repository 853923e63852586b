namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// Roots of monotone functions, one a sample, found for all samples at once without sorting: the ball's and the
/// hyperplane's projections reduce to them. Source: bisection, and Newton's method on piecewise linear functions.
/// </summary>
[<RequireQualifiedAccess>]
module internal Threshold =

    /// <summary>
    /// Halves [low, high] until the interval is as narrow as rounding allows: at low the condition holds, at high it does
    /// not, if it holds first and fails later.
    /// </summary>
    /// <param name="steps">Halvings: n leave 2^-n of the first interval.</param>
    /// <param name="holds">From one number a sample to masks of shape [N].</param>
    /// <param name="low_N">A number a sample at which the condition holds.</param>
    /// <param name="high_N">One at which it need not.</param>
    val bisect: steps: int -> holds: ('T -> 'T) -> low_N: 'T -> high_N: 'T -> struct ('T * 'T) when 'T :> ISamples<'T>
