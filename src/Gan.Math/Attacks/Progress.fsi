namespace Gan.Math.Attacks

open Gan.Math

/// <summary>The memory of a search by gradients of the points it has seen. Source: Croce and Hein 2020, Algorithm 1.</summary>
[<NoComparison; NoEquality>]
type internal Progress<'T when 'T :> ISamples<'T>> =
    {
        /// <summary>Where the next step starts.</summary>
        Point: 'T
        /// <summary>The objective's gradient there.</summary>
        Gradient: 'T
        /// <summary>The objective's value at the last point seen, [N].</summary>
        Value: 'T
        /// <summary>The point with the highest value so far.</summary>
        Best: 'T
        /// <summary>Its gradient.</summary>
        BestGradient: 'T
        /// <summary>Its value, [N].</summary>
        BestValue: 'T
        /// <summary>1 where a point succeeded, [N].</summary>
        Found: 'T
        /// <summary>The last point that succeeded; the first point where none did.</summary>
        Successful: 'T
    }

/// <summary>Making progress. Source: Croce and Hein 2020, Algorithm 1.</summary>
[<RequireQualifiedAccess>]
module internal Progress =

    /// <summary>From a first point.</summary>
    val start: problem: Problem<'T> -> objective: Objective -> point: 'T -> Progress<'T> when 'T :> ISamples<'T>

    /// <summary>After a look at the next point.</summary>
    val observe:
        problem: Problem<'T> -> objective: Objective -> point: 'T -> progress: Progress<'T> -> Progress<'T>
            when 'T :> ISamples<'T>

    /// <summary>Back to the best point where the mask [N] is not 0.</summary>
    val returnToBest: mask: 'T -> progress: Progress<'T> -> Progress<'T> when 'T :> ISamples<'T>

    /// <summary>The points to be judged: the successful points, and the best ones elsewhere.</summary>
    val points: progress: Progress<'T> -> 'T when 'T :> ISamples<'T>

    /// <summary>The progress with all its tensors replaced.</summary>
    val map: change: ('T -> 'T) -> progress: Progress<'T> -> Progress<'T> when 'T :> ISamples<'T>
