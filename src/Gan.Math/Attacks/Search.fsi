namespace Gan.Math.Attacks

open System
open Gan.Math

/// <summary>
/// A classifier as attacks see it: logits and slopes at points in [0, 1]. A slope's sample depends on that sample alone.
/// Source: Madry et al. 2018, Sec. 2.1.
/// </summary>
type IClassifier<'T when 'T :> ISamples<'T>> =

    /// <summary>Logits [N, K] that judge a point: in the precision that counts.</summary>
    abstract Judge: points: 'T -> 'T

    /// <summary>Logits [N, K] that guide a search.</summary>
    abstract Logits: points: 'T -> 'T

    /// <summary>How far those that guide may be from those that judge, in parts of the largest; 0 if they are the same.</summary>
    abstract Rounding: float

    /// <summary>
    /// Logits, and for each of the targets the objective's values [N] with the gradient of their sum by the points. One-hot
    /// classes as in <c>Objective.masks</c>.
    /// </summary>
    abstract Slopes: objective: Objective * labels: 'T * targets: 'T[] * points: 'T -> struct ('T * struct ('T * 'T)[])

/// <summary>The task of an attack with one batch. Source: Carlini and Wagner 2017, Sec. II-D.</summary>
[<NoComparison; NoEquality>]
type Problem<'T when 'T :> ISamples<'T>> =
    {
        /// <summary>The attacked classifier.</summary>
        Classifier: IClassifier<'T>
        /// <summary>The budget.</summary>
        Ball: Ball
        /// <summary>The criterion of a success.</summary>
        Criterion: Criterion
        /// <summary>x, [N, ...], in [0, 1].</summary>
        Clean: 'T
        /// <summary>True classes, one-hot [N, K].</summary>
        Labels: 'T
        /// <summary>Target classes, one-hot [N, K].</summary>
        Targets: 'T
        /// <summary>Axes of one sample, channels first: [C; H; W].</summary>
        Shape: int list
        /// <summary>A number a sample that its draws follow from: results do not depend on the batch it is in.</summary>
        Ids: int64[]
        /// <summary>The seed of all draws.</summary>
        Seed: uint64
        /// <summary>Counts repetitions, each with draws of its own.</summary>
        Restart: int
    }

/// <summary>Functions that searches share. Source: <c>Problem</c>.</summary>
[<RequireQualifiedAccess>]
module Problem =

    /// <summary>The problem with all its tensors replaced; the draws' numbers stay.</summary>
    val map: change: ('T -> 'T) -> problem: Problem<'T> -> Problem<'T> when 'T :> ISamples<'T>

    /// <summary>How many elements a sample has.</summary>
    val size: problem: Problem<'T> -> int when 'T :> ISamples<'T>

    /// <summary>How many classes there are.</summary>
    val classes: problem: Problem<'T> -> int when 'T :> ISamples<'T>

    /// <summary>The part that float32 may lose of a difference of logits, in parts of the largest one: leads below it do not count.</summary>
    val rounding: float

    /// <summary>The criterion's excess e less r (max z - min z), r the larger of that rounding and the classifier's.</summary>
    val excess: problem: Problem<'T> -> logits: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>1 where that is above 0.</summary>
    val isMet: problem: Problem<'T> -> logits: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>
    /// Noise of the clean points' shape, from each sample's own stream: uniform in [-1, 1) for Linf, normal otherwise.
    /// </summary>
    val noise: problem: Problem<'T> -> purpose: string -> 'T when 'T :> ISamples<'T>

    /// <summary>Logits at points, and an objective's values and their gradient.</summary>
    val slope:
        problem: Problem<'T> -> objective: Objective -> points: 'T -> struct ('T * 'T * 'T) when 'T :> ISamples<'T>

/// <summary>
/// An attack under way, as a value: <c>Advance</c> makes the next one and leaves this one as it was.
/// Source: each attack's own type.
/// </summary>
type ISearch<'T when 'T :> ISamples<'T>> =

    /// <summary>One step further.</summary>
    abstract Advance: unit -> ISearch<'T>

    /// <summary>True if all steps are done.</summary>
    abstract IsFinished: bool

    /// <summary>1 for samples that need no further step, [N].</summary>
    abstract Found: 'T

    /// <summary>The best points so far: those found, for the others the most promising.</summary>
    abstract Points: 'T

    /// <summary>This search with all its tensors replaced, such as by a choice of their samples.</summary>
    abstract Map: change: Func<'T, 'T> -> ISearch<'T>
