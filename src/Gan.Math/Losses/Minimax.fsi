namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The original game min_G max_D E[log D(x)] + E[log(1 - D(G(z)))], from logits.
/// Source: Goodfellow et al. 2014, "Generative Adversarial Nets", Eq. (1).
/// </summary>
/// <remarks>
/// Symbols: real_N, fake_N are the discriminator's logits, any real numbers, one per sample; D = sigma(logit) in [0, 1].
/// Both sides are to be minimised and return one value per sample: the caller takes the mean.
/// </remarks>
[<RequireQualifiedAccess>]
module Minimax =

    /// <summary>
    /// J_D = -log D(x) - log(1 - D(G(z))) per pair of samples, in [0, inf); log 4 where D = 1/2.
    /// Goodfellow et al. 2014, Eq. (1), with the sign turned so that D minimises it.
    /// </summary>
    val discriminator: real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// J_G = log(1 - D(G(z))) per sample, in (-inf, 0]; -log 2 where D = 1/2. It saturates: its gradient -D vanishes
    /// where D rejects the sample. Goodfellow et al. 2014, Eq. (1).
    /// </summary>
    val generator: fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>Both sides as a value.</summary>
    [<CompiledName("Loss")>]
    val loss: ILoss
