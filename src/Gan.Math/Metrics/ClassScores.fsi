namespace Gan.Math.Metrics

/// <summary>How often each class occurs, against how often it should. Source: Pearson 1900.</summary>
[<NoComparison>]
type ClassTest =
    {
        /// <summary>sum_k (n_k - n p_k)^2 / (n p_k).</summary>
        ChiSquared: float
        /// <summary>Probability of that much or more under p, by the chi-squared distribution of K - 1 degrees of freedom.</summary>
        PValue: float
    }

/// <summary>Scores of a classifier's answers to generated samples. Source: each function's own.</summary>
[<RequireQualifiedAccess>]
module ClassScores =

    /// <summary>
    /// exp(mean_n KL(p_n || mean_n p_n)), in [1, K]: Salimans et al. 2016, "Improved Techniques for Training GANs", Sec. 4, over
    /// any classifier; with Inception's probabilities it is the Inception score.
    /// </summary>
    /// <param name="probabilities_NK">Rows that sum to 1.</param>
    /// <exception cref="T:System.ArgumentException">There are none, a row differs in length or does not sum to 1 within 1e-3, or a number is negative.</exception>
    [<CompiledName("InceptionScore")>]
    val inceptionScore: probabilities_NK: float[][] -> float

    /// <summary>Pearson's test of counts n_k against probabilities p_k &gt; 0.</summary>
    /// <exception cref="T:System.ArgumentException">Fewer than two classes, lengths that differ, no samples, negative counts, or probabilities that are not positive or do not sum to 1.</exception>
    [<CompiledName("ChiSquaredTest")>]
    val chiSquaredTest: counts_K: int[] -> expected_K: float[] -> ClassTest

    /// <summary><c>chiSquaredTest</c> of classes that are as frequent as each other. Pearson 1900.</summary>
    [<CompiledName("EvenTest")>]
    val evenTest: counts_K: int[] -> ClassTest

    /// <summary>Q(a, x), the regularised upper incomplete gamma function, a &gt; 0, x &gt;= 0: Abramowitz and Stegun 1964, 6.5.29 and 6.5.31.</summary>
    val upperGamma: a: float -> x: float -> float
