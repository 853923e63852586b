namespace Gan.Math.Updates

/// <summary>
/// Stochastic gradient descent: the direction is the gradient, d = g.
/// Source: Robbins and Monro 1951, Eq. (5).
/// </summary>
[<Struct; NoComparison>]
type SgdDirection =
    interface IDirection
