namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The symmetric game whose discriminator's terms a relativistic loss applies to differences of scores.
/// Source: Jolicoeur-Martineau 2019, "The relativistic discriminator", Sec. 4.
/// </summary>
type RelativisticForm =
    /// <summary>-log sigma: RSGAN, RaSGAN. Terms of <c>Minimax</c>.</summary>
    | Standard
    /// <summary>Labels -1 and 1: RaLSGAN. Terms of <c>LeastSquares</c>, without its factor 1/2.</summary>
    | Squared
    /// <summary>Margin 1: RaHingeGAN. Terms of <c>Hinge</c>.</summary>
    | Margin

/// <summary>
/// The discriminator says how much more real the real sample is than the generated one; both players see both.
/// Source: Jolicoeur-Martineau 2019, "The relativistic discriminator: a key element missing from standard GAN",
/// Sec. 4: the paired and the average form.
/// </summary>
/// <remarks>
/// Symbols: real_N, fake_N are scores C(x), C(G(z)), any real numbers. One value per pair of samples. Only differences
/// of scores enter, so a constant added to all of them changes nothing.
/// </remarks>
[<RequireQualifiedAccess>]
module Relativistic =

    /// <summary>
    /// J_D = f(C(x) - C(G(z))): f(d) = -log sigma(d), (d - 1)^2 or max(1 - d, 0). Jolicoeur-Martineau 2019, Sec. 4.
    /// </summary>
    val discriminator: form: RelativisticForm -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G: the discriminator's with the roles exchanged. Jolicoeur-Martineau 2019, Sec. 4.</summary>
    val generator: form: RelativisticForm -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// J_D = f(C(x) - mean C(G(z))) + f(mean C(x) - C(G(z))), f as in <c>discriminator</c>, means over the batch.
    /// Jolicoeur-Martineau 2019, Sec. 4.
    /// </summary>
    val averageDiscriminator: form: RelativisticForm -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>J_G: the average discriminator's with the roles exchanged. Jolicoeur-Martineau 2019, Sec. 4.</summary>
    val averageGenerator: form: RelativisticForm -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>The paired forms, then the average ones.</summary>
    val losses: ILoss list
