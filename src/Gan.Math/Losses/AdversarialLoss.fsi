namespace Gan.Math.Losses

open Gan.Math

/// <summary>The adversarial losses that an experiment can name. Source: each case's own module and equation.</summary>
type AdversarialLoss =
    /// <summary>Goodfellow et al. 2014, Eq. (1).</summary>
    | Minimax
    /// <summary>Goodfellow et al. 2014, Sec. 3.</summary>
    | NonSaturating

/// <summary>
/// Choosing a loss by value or by name. Both sides are to be minimised, one value per sample.
/// Source: Goodfellow et al. 2014, Sec. 3.
/// </summary>
[<RequireQualifiedAccess>]
module AdversarialLoss =

    /// <summary>Every loss with the name that configuration files use.</summary>
    val named: (string * AdversarialLoss) list

    /// <summary>The discriminator's side at logits real_N, fake_N.</summary>
    val discriminator: loss: AdversarialLoss -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>The generator's side at logits fake_N.</summary>
    val generator: loss: AdversarialLoss -> fake_N: 'T -> 'T when 'T :> IReal<'T>
