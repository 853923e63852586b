namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// Losses of players that know the class of a sample, beside any adversarial loss.
/// Source: Odena, Olah and Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", Eq. (3); Miyato
/// and Koyama 2018, "cGANs with Projection Discriminator", Eq. (3).
/// </summary>
/// <remarks>
/// Symbols: classes_NK logits over K classes, any real numbers; labels_NK rows of a one-hot or soft labelling, summing
/// to 1 each; features_NP = phi(x).
/// </remarks>
[<RequireQualifiedAccess>]
module Conditional =

    /// <summary>
    /// -log p(class | sample) per sample, <c>Classification.crossEntropy</c>: both players minimise it on real and generated
    /// samples. Odena et al. 2017, Eq. (3), with the sign turned.
    /// </summary>
    val auxiliaryClassifier: labels_NK: 'T -> classes_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// J + lambda (1/N) sum_n -log p(class_n | sample_n), what a player minimises: the generator with its own samples, the discriminator with real and generated
    /// ones, one after the other. Odena et al. 2017, Sec. 3, with the weight lambda &gt;= 0 before L_C.
    /// </summary>
    [<CompiledName("WithAuxiliary")>]
    val withAuxiliary: weight: float -> labels_NK: 'T -> classes_NK: 'T -> loss: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// f(x, y) = y^T V phi(x) + psi(phi(x)) per sample: the score of a discriminator that knows the class.
    /// Miyato and Koyama 2018, Eq. (3).
    /// </summary>
    /// <param name="embedding_NP">V^T y: the class's row of the embedding, one per sample.</param>
    /// <param name="features_NP">phi(x).</param>
    /// <param name="unconditional_N">psi(phi(x)).</param>
    [<CompiledName("ProjectionScore")>]
    val projectionScore: embedding_NP: 'T -> features_NP: 'T -> unconditional_N: 'T -> 'T when 'T :> ITensor<'T>
