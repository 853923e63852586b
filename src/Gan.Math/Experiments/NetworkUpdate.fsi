namespace Gan.Math.Experiments

open Gan.Math.Updates

/// <summary>The update rules that an experiment can name. Source: as <c>UpdateRule</c>.</summary>
type Algorithm =
    /// <summary>Robbins and Monro 1951.</summary>
    | PlainSgd
    /// <summary>Polyak 1964.</summary>
    | HeavyBall
    /// <summary>Sutskever et al. 2013.</summary>
    | Nesterov
    /// <summary>Tieleman and Hinton 2012, with Beta2 as decay.</summary>
    | PlainRmsProp
    /// <summary>Graves 2013, with Beta2 as decay.</summary>
    | CentredRmsProp
    /// <summary>Kingma and Ba 2015.</summary>
    | PlainAdam
    /// <summary>Loshchilov and Hutter 2019.</summary>
    | AdamW
    /// <summary>Reddi et al. 2018.</summary>
    | AmsGradAdam
    /// <summary>Daskalakis et al. 2018, after the plain gradient.</summary>
    | OptimisticSgd
    /// <summary>Daskalakis et al. 2018, after Adam.</summary>
    | OptimisticAdam

/// <summary>
/// How one network is updated, setting by setting. A bound of 0 means that nothing is clipped.
/// </summary>
[<NoComparison>]
type NetworkUpdate =
    {
        /// <summary>Which rule.</summary>
        Algorithm: Algorithm
        /// <summary>eta &gt; 0, before the schedule.</summary>
        LearningRate: float
        /// <summary>How eta changes over the run.</summary>
        Schedule: Schedule
        /// <summary>Decay of Adam's running mean, in [0, 1).</summary>
        Beta1: float
        /// <summary>Decay of the running mean square of Adam and RMSProp, in [0, 1).</summary>
        Beta2: float
        /// <summary>Added to their roots, &gt; 0.</summary>
        Epsilon: float
        /// <summary>mu of momentum, in (-1, 1).</summary>
        Momentum: float
        /// <summary>tau of momentum, in [0, 1).</summary>
        Dampening: float
        /// <summary>lambda &gt;= 0: after the rule for AdamW, before it for all others.</summary>
        WeightDecay: float
        /// <summary>Bound of each element of the gradient, or 0.</summary>
        ClipValue: float
        /// <summary>Bound of the gradient's norm, or 0.</summary>
        ClipNorm: float
        /// <summary>Bound of each parameter after the step, or 0.</summary>
        ClipWeights: float
        /// <summary>k of Lookahead, or 0 for none.</summary>
        LookaheadEvery: int64
        /// <summary>alpha of Lookahead, in (0, 1].</summary>
        LookaheadFollow: float
    }

/// <summary>What the settings of an update mean. Source: as <c>UpdateRule</c>.</summary>
[<RequireQualifiedAccess>]
module NetworkUpdate =

    /// <summary>Every algorithm with the name that configuration files use.</summary>
    val algorithms: (string * Algorithm) list

    /// <summary>
    /// The chain: clipping by norm, by value, weight decay, the rule itself, decoupled weight decay, Lookahead, weight
    /// clipping; stages that are switched off are left out.
    /// </summary>
    val rule: update: NetworkUpdate -> UpdateRule

    /// <summary>eta at step t of a run of so many steps. Equation: <c>Schedule.factor</c> times the learning rate.</summary>
    val rate: update: NetworkUpdate -> total: int64 -> step: int64 -> float
