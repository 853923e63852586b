namespace Gan.Math.Metrics

/// <summary>
/// A test that finds generated samples which lie nearer to the training samples than held-out ones do.
/// Source: Meehan, Chaudhuri and Dasgupta 2020, "A Non-Parametric Test to Detect Data-Copying in Generative Models", Sec. 3.1.
/// </summary>
[<RequireQualifiedAccess>]
module DataCopying =

    /// <summary>The distance of each sample to its nearest training sample, and that sample's place.</summary>
    /// <exception cref="T:System.ArgumentException">A set is empty, or features differ in number or are not below 1e48 in magnitude.</exception>
    [<CompiledName("Nearest")>]
    val nearest: training_ND: float[][] -> samples_MD: float[][] -> struct (float * int)[]

    /// <summary>
    /// Z = (U - l m / 2) / sqrt(l m (l + m + 1) / 12), U the number of pairs in which the generated sample is further from the
    /// training set than the held-out one, ties counted half, of l held-out and m generated distances. Far below 0: copying. The deviation is that
    /// without ties: with many equal distances |Z| comes out too small.
    /// </summary>
    /// <exception cref="T:System.ArgumentException">There are no distances on one side, or one is not a number.</exception>
    [<CompiledName("Score")>]
    val score: heldOut: float[] -> generated: float[] -> float
