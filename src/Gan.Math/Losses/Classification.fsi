namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// What a classifier minimises, and how often it is right.
/// Source: Goodfellow, Bengio and Courville 2016, "Deep Learning", Sec. 6.2.2.3, Eq. (6.30).
/// </summary>
/// <remarks>
/// Symbols: l_NK logits of N samples over K classes, any real numbers; y_NK rows of a one-hot or soft labelling, from 0 up,
/// summing to 1 each.
/// </remarks>
[<RequireQualifiedAccess>]
module Classification =

    /// <summary>-log softmax(l)_y = log sum_k e^(l_nk) - sum_k y_nk l_nk per sample, in nats, in [0, inf).</summary>
    val crossEntropy: labels_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>log softmax(l) = l_nk - log sum_k e^(l_nk), shape [N, K], in (-inf, 0].</summary>
    val logProbabilities: logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>softmax(l) = e^(log softmax(l)), shape [N, K], in [0, 1].</summary>
    val probabilities: logits_NK: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>1 for samples whose first largest logit is the label's, else 0; one-hot labels.</summary>
    val correct: labels_NK: 'T -> logits_NK: 'T -> 'T when 'T :> ISamples<'T>
