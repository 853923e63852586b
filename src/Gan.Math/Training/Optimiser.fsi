namespace Gan.Math.Training

open Gan.Math.Updates

/// <summary>The numbers of update rules. Source: each rule's own module.</summary>
[<NoComparison>]
type AlgorithmConstants =
    {
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
    }

/// <summary>An update rule that settings can name. Source: as <c>UpdateRule</c>.</summary>
[<NoComparison; CustomEquality>]
type Algorithm =
    {
        /// <summary>The name that settings, help and catalogue use.</summary>
        Name: string
        /// <summary>True if weight decay comes after the rule instead of before it: Loshchilov and Hutter 2019.</summary>
        Decoupled: bool
        /// <summary>The stages of its rule, from its numbers.</summary>
        Stages: AlgorithmConstants -> UpdateRule list
    }

    /// <summary>True if both have the same name.</summary>
    override Equals: other: obj | null -> bool

    /// <summary>Of the name.</summary>
    override GetHashCode: unit -> int

/// <summary>The update rules by name. Source: as <c>UpdateRule</c>.</summary>
[<RequireQualifiedAccess>]
module Algorithm =

    /// <summary>Every rule that settings can name. A new rule is one line here.</summary>
    [<CompiledName("All")>]
    val all: Algorithm list

    /// <summary>Every rule with its name.</summary>
    [<CompiledName("Named")>]
    val named: (string * Algorithm) list

/// <summary>
/// How one network is updated. A bound of 0 means that nothing is clipped. Source: as <c>UpdateRule</c>.
/// </summary>
[<NoComparison>]
type Optimiser =
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

    /// <summary>
    /// The chain: clipping by norm, by value, weight decay, the rule itself, decoupled weight decay, Lookahead, weight
    /// clipping; stages that are switched off are left out.
    /// </summary>
    member Rule: UpdateRule

    /// <summary>eta at step t of a run of so many steps. Equation: <c>Schedule.factor</c> times the learning rate.</summary>
    member Rate: total: int64 * step: int64 -> float

/// <summary>Usual optimisers. Source: as <c>Optimiser</c>.</summary>
[<RequireQualifiedAccess>]
module Optimiser =

    /// <summary>Adam at a rate, 1e-8 beneath the root. Kingma and Ba 2015, Algorithm 1.</summary>
    [<CompiledName("Adam")>]
    val adam: rate: float -> beta1: float -> beta2: float -> Optimiser
