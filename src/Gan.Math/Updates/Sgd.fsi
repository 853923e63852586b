namespace Gan.Math.Updates

/// <summary>
/// Stochastic gradient descent: the direction is the gradient, d = g. The identity of chaining.
/// Source: Robbins and Monro 1951, Eq. (7).
/// </summary>
[<Struct; NoComparison>]
type SgdStage =
    interface IStage
