namespace Gan.Math.Attacks

open Gan.Math

/// <summary>
/// Signs that an evaluation cannot be trusted, looked for on a few points. A sign is a reason to look, not a proof.
/// Source: Carlini et al. 2019, "On Evaluating Adversarial Robustness"; Athalye, Carlini and Wagner 2018, "Obfuscated Gradients
/// Give a False Sense of Security", Sec. 3.1; Croce and Hein 2020, the flags of AutoAttack's program.
/// </summary>
[<RequireQualifiedAccess>]
module Soundness =

    /// <summary>True if logits differ between five equal calls, by more than 1e-4 of their norm about their mean.</summary>
    [<CompiledName("IsStochastic")>]
    val isStochastic: classifier: IClassifier<'T> -> points: 'T -> bool when 'T :> ISamples<'T>

    /// <summary>True if the outputs lie in [0, 1] and sum to 1, to within 1e-5: they are probabilities and no logits.</summary>
    [<CompiledName("AreProbabilities")>]
    val areProbabilities: classifier: IClassifier<'T> -> points: 'T -> bool when 'T :> ISamples<'T>

    /// <summary>True if a point's logits differ by more than 1e-3 of their norm about their mean between the whole batch and the point alone.</summary>
    [<CompiledName("DependsOnBatch")>]
    val dependsOnBatch: classifier: IClassifier<'T> -> points: 'T -> bool when 'T :> ISamples<'T>

    /// <summary>
    /// True if a point's logits lie so close together, for their size, that float32 has fewer than 1,000 steps of its own between the
    /// largest and the smallest: max z - min z &lt; 1000 2^-23 max |z|. Attacks lose small differences in rounding then.
    /// </summary>
    [<CompiledName("AreCoarse")>]
    val areCoarse: classifier: IClassifier<'T> -> points: 'T -> bool when 'T :> ISamples<'T>

    /// <summary>
    /// Samples whose gradient of the cross-entropy or of the DLR loss is exactly 0 at a random start: gradients lead nowhere.
    /// </summary>
    [<CompiledName("ZeroGradients")>]
    val zeroGradients: problem: Problem<'T> -> int when 'T :> ISamples<'T>

    /// <summary>
    /// Samples at which the gradient g of the margin f does not say how f changes: with u = g / |g| and h = 1e-3,
    /// f(x + h u) - f(x) is not between half and twice h |g|. Samples with g = 0 are not counted.
    /// </summary>
    [<CompiledName("MisleadingGradients")>]
    val misleadingGradients: problem: Problem<'T> -> int when 'T :> ISamples<'T>
