namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The critic's difference of means, an estimate of the earth mover's distance for a 1-Lipschitz critic: keep it so by
/// weight clipping (<c>WeightClipping</c>) or a gradient penalty (<c>GradientPenalty</c>).
/// Source: Arjovsky et al. 2017, "Wasserstein GAN", Eq. (2) and (3), Algorithm 1.
/// </summary>
/// <remarks>Symbols: real_N, fake_N are the critic's scores, any real numbers. One value per sample.</remarks>
[<RequireQualifiedAccess>]
module Wasserstein =

    /// <summary>c = 0.01: weights are clipped to [-c, c] after each critic step. Arjovsky et al. 2017, Algorithm 1.</summary>
    val clippingBound: float

    /// <summary>J_D = D(G(z)) - D(x). Arjovsky et al. 2017, Eq. (3), with the sign turned.</summary>
    val discriminator: real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G = -D(G(z)). Arjovsky et al. 2017, Algorithm 1, line 10.</summary>
    val generator: fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>Both sides as a value.</summary>
    [<CompiledName("Loss")>]
    val loss: ILoss
