namespace Gan.Math.Metrics

/// <summary>How well generated samples lie among the real ones, and how well they reach all of them. Source: <c>PrecisionRecall</c>.</summary>
[<NoComparison>]
type Fidelity =
    {
        /// <summary>Share of generated samples in the ball of a real one, in [0, 1].</summary>
        Precision: float
        /// <summary>Share of real samples in the ball of a generated one, in [0, 1].</summary>
        Recall: float
        /// <summary>Real balls that a generated sample lies in, on average, in parts of k: about 1 where both sets are alike.</summary>
        Density: float
        /// <summary>Share of real samples whose ball holds a generated one, in [0, 1].</summary>
        Coverage: float
    }

/// <summary>
/// Precision and recall by nearest neighbours: Kynkaanniemi et al. 2019, "Improved Precision and Recall Metric for Assessing
/// Generative Models", Eq. (1) and (2); density and coverage: Naeem et al. 2020, "Reliable Fidelity and Diversity Metrics for
/// Generative Models", Eq. (3) and (4). The memory is that of a row of distances for each processor.
/// </summary>
/// <remarks>Symbols: a sample's ball reaches to the k-th nearest other sample of its own set, itself not counted; Euclidean.</remarks>
[<RequireQualifiedAccess>]
module PrecisionRecall =

    /// <summary>The squared radius of each sample's ball.</summary>
    /// <exception cref="T:System.ArgumentException">There are no more than k samples, k is less than 1, or features differ in number or are not below 1e48 in magnitude.</exception>
    val radii: k: int -> samples_ND: float[][] -> float[]

    /// <summary>All four numbers.</summary>
    /// <exception cref="T:System.ArgumentException">A set has no more than k samples, k is less than 1, or features differ in number or are not below 1e48 in magnitude.</exception>
    [<CompiledName("Between")>]
    val between: k: int -> real_ND: float[][] -> generated_MD: float[][] -> Fidelity
