namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The loss of a classifier, and how often it is right.
/// Source: Goodfellow, Bengio and Courville 2016, "Deep Learning", Sec. 6.2.2.3, Eq. (6.30).
/// </summary>
/// <remarks>
/// Symbols: l_NK logits of N samples over K classes, any real numbers; y_NK rows of a one-hot or soft labelling, from 0 up,
/// summing to 1 each.
/// </remarks>
[<RequireQualifiedAccess>]
module Classification =

    /// <summary>-log softmax(l)_y = log sum_k e^(l_nk) - sum_k y_nk l_nk per sample, in nats, in [0, inf).</summary>
    [<CompiledName("CrossEntropy")>]
    val crossEntropy: labels_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>log softmax(l) = l_nk - log sum_k e^(l_nk), shape [N, K], in (-inf, 0].</summary>
    [<CompiledName("LogProbabilities")>]
    val logProbabilities: logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>softmax(l) = e^(log softmax(l)), shape [N, K], in [0, 1].</summary>
    [<CompiledName("Probabilities")>]
    val probabilities: logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>1 for samples whose first largest logit is the label's, else 0; one-hot labels.</summary>
    [<CompiledName("Correct")>]
    val correct: labels_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ISamples<'T>

    /// <summary>KL(p || q) = sum_k p_k log(p_k / q_k) per sample, in [0, inf), p and q the softmax of either logits. Zhang et al. 2019, Eq. (5).</summary>
    [<CompiledName("Divergence")>]
    val divergence: p_NK: 'T -> q_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>log(1 - p_c) per sample, in (-inf, 0], c the marked class, without the rounding of 1 - p_c. Wang et al. 2020, Eq. (8).</summary>
    [<CompiledName("LogOthers")>]
    val logOthers: class_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>
