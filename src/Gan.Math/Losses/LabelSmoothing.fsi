namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The discriminator's cross-entropy against soft labels instead of 1 and 0.
/// Source: Salimans et al. 2016, "Improved Techniques for Training GANs", Sec. 3.4 (one-sided: real below 1, fake 0).
/// </summary>
[<RequireQualifiedAccess>]
module LabelSmoothing =

    /// <summary>
    /// H(y, sigma(x)) = -y log sigma(x) - (1 - y) log(1 - sigma(x)) per logit, in [0, inf); least at sigma(x) = y.
    /// Salimans et al. 2016, Sec. 3.4.
    /// </summary>
    /// <param name="label">y in [0, 1].</param>
    /// <param name="logits_N">x, any real numbers.</param>
    val crossEntropy: label: float -> logits_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// J_D = H(realLabel, D(x)) + H(fakeLabel, D(G(z))); <c>Minimax.discriminator</c> at labels 1 and 0. Its optimum is
    /// D* = (realLabel p + fakeLabel q) / (p + q). Salimans et al. 2016, Sec. 3.4.
    /// </summary>
    val discriminator: realLabel: float -> fakeLabel: float -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>A loss whose discriminator's side has soft labels; the generator's side stays. Salimans et al. 2016, Sec. 3.4.</summary>
    /// <param name="realLabel">In [0, 1]; 1 for a hard label.</param>
    /// <param name="fakeLabel">In [0, 1]; 0 for a hard label.</param>
    /// <param name="loss">The loss; itself again at hard labels.</param>
    /// <exception cref="T:System.ArgumentException">The labels are soft and the loss is no cross-entropy.</exception>
    val decorate: realLabel: float -> fakeLabel: float -> loss: ILoss -> ILoss
