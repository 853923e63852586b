namespace Gan.Math.Updates

/// <summary>The constants of Lookahead. Source: Zhang et al. 2019, "Lookahead Optimizer", Algorithm 1.</summary>
[<NoComparison>]
type Lookahead =
    {
        /// <summary>k: fast steps between two moves of the slow weights, at least 1. The paper's 5.</summary>
        Every: int64

        /// <summary>alpha in (0, 1]: how far the slow weights follow. The paper's 0.5.</summary>
        Follow: float
    }

/// <summary>
/// Lookahead at step t. Symbols: theta fast weights; phi first slot, slow weights, the parameters before step 1. After
/// the step, where t is a multiple of k:
/// phi &lt;- phi + alpha (theta - phi);
/// theta &lt;- phi.
/// Source: Zhang et al. 2019, "Lookahead Optimizer: k steps forward, 1 step back", Algorithm 1.
/// </summary>
[<Struct; NoComparison>]
type LookaheadStage =
    interface IStage

    /// <summary>A stage at step t, counted from 1.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">Every is below 1.</exception>
    new: lookahead: Lookahead * step: int64 -> LookaheadStage

    val private Follow: float
    val private IsFirst: bool
    val private IsDue: bool
