namespace Gan.Math.Updates

/// <summary>
/// Optimism: steps along the direction that the next one is expected to be. Symbols: d_t the direction that comes in;
/// p first slot, d_(t-1), zero before step 1. In this order:
/// d = 2 d_t - p;
/// p &lt;- d_t.
/// After a gradient it is optimistic gradient descent, after Adam optimistic Adam; in the unconstrained game it visits
/// the extrapolated points of extrapolation from the past.
/// Source: Daskalakis et al. 2018, "Training GANs with Optimism", Sec. 2 and Algorithm 1; Gidel et al. 2019, Sec. 3.3.
/// </summary>
[<Struct; NoComparison>]
type OptimismStage =
    interface IStage
