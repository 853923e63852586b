namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// The minimax discriminator with a generator that maximises log D(G(z)): same fixed point, strong gradient early on.
/// Source: Goodfellow et al. 2014, "Generative Adversarial Nets", Sec. 3, last paragraph.
/// </summary>
/// <remarks>Symbols and conventions as in <c>Minimax</c>.</remarks>
[<RequireQualifiedAccess>]
module NonSaturating =

    /// <summary>J_D = -log D(x) - log(1 - D(G(z))): <c>Minimax.discriminator</c>. Goodfellow et al. 2014, Eq. (1).</summary>
    val discriminator: real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// J_G = -log D(G(z)) per sample, in [0, inf); log 2 where D = 1/2; its gradient is D - 1.
    /// Goodfellow et al. 2014, Sec. 3.
    /// </summary>
    val generator: fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>Both sides as a value.</summary>
    [<CompiledName("Loss")>]
    val loss: ILoss
