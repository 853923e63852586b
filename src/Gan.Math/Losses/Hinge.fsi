namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The discriminator stops caring about samples beyond a margin of 1; the generator's slope never fades.
/// Source: Lim and Ye 2017, "Geometric GAN", Eq. (8); Miyato et al. 2018, Eq. (16) and (17).
/// </summary>
/// <remarks>Symbols: real_N, fake_N are the discriminator's scores, any real numbers. One value per sample.</remarks>
[<RequireQualifiedAccess>]
module Hinge =

    /// <summary>J_D = max(1 - D(x), 0) + max(1 + D(G(z)), 0), in [0, inf). Miyato et al. 2018, Eq. (16).</summary>
    val discriminator: real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G = -D(G(z)). Miyato et al. 2018, Eq. (17).</summary>
    val generator: fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>Both sides as a value.</summary>
    [<CompiledName("Loss")>]
    val loss: ILoss
