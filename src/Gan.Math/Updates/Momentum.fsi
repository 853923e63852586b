namespace Gan.Math.Updates

/// <summary>
/// Momentum: a running sum of gradients. Symbols: g gradient; b first slot. In this order:
/// b &lt;- mu b + g;
/// d = b, or g + mu b with Nesterov's look-ahead.
/// Source: Polyak 1964, Eq. (9); Sutskever et al. 2013, Eq. (1) to (4), with the rate outside
/// the sum; the parameter kept is the point that looks ahead, so the gradient is taken where the parameter is.
/// </summary>
[<Struct; NoComparison>]
type MomentumStage =
    interface IStage

    /// <summary>A stage.</summary>
    /// <param name="decay">mu in (-1, 1); negative momentum damps rotation.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    new: decay: float * nesterov: bool -> MomentumStage

    val private Decay: float
    val private Nesterov: bool
