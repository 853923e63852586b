namespace Gan.Math.Updates

/// <summary>The constants of momentum. Source: Polyak 1964, Eq. (9); Sutskever et al. 2013, Eq. (1) to (4).</summary>
[<NoComparison>]
type Momentum =
    {
        /// <summary>mu in (-1, 1); negative momentum damps rotation. 0.9 is common.</summary>
        Decay: float

        /// <summary>tau: how much of every gradient but the first is left out of the sum; 0 for Polyak's.</summary>
        Dampening: float

        /// <summary>The step looks ahead.</summary>
        Nesterov: bool
    }

/// <summary>
/// Momentum: a running sum of gradients. Symbols: g gradient; b first slot, 0 before step 1. In this order:
/// b &lt;- mu b + (1 - tau) g, with tau = 0 at step 1;
/// d = b, or g + mu b with Nesterov's look-ahead.
/// Source: Polyak 1964, Eq. (9); Sutskever et al. 2013, Eq. (1) to (4), with the rate outside
/// the sum; the parameter kept is the point that looks ahead, so the gradient is taken where the parameter is.
/// Dampening is that of torch.optim.SGD, of no paper: with tau = mu the sum is a mean that starts at the first gradient.
/// </summary>
[<Struct; NoComparison>]
type MomentumStage =
    interface IStage

    /// <summary>A stage.</summary>
    /// <param name="momentum">The constants.</param>
    /// <param name="step">Counted from 1.</param>
    new: momentum: Momentum * step: int64 -> MomentumStage

    val private Decay: float
    val private Share: float
    val private Nesterov: bool
