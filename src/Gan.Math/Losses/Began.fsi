namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// Constants of boundary equilibrium GAN. Source: Berthelot, Schumm and Metz 2017, "BEGAN", Sec. 3.4.
/// </summary>
type Began =
    {
        /// <summary>gamma in (0, 1]: wanted ratio of generated to real reconstruction error; lower is less diverse.</summary>
        Diversity: float

        /// <summary>lambda_k &gt; 0: how fast the balance follows. The paper's 0.001.</summary>
        Gain: float
    }

/// <summary>
/// The discriminator is an autoencoder that reconstructs real samples well and generated ones badly, in proportion.
/// Source: Berthelot, Schumm and Metz 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", Sec. 3.4.
/// </summary>
/// <remarks>
/// Symbols: real_N, fake_N are reconstruction errors L(x), L(G(z)), in [0, inf), one per sample; k in [0, 1] is the
/// balance, 0 before the first step.
/// </remarks>
[<RequireQualifiedAccess>]
module Began =

    /// <summary>J_D = L(x) - k L(G(z)). Berthelot et al. 2017, Sec. 3.4.</summary>
    val discriminator: balance: 'T -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G = L(G(z)). Berthelot et al. 2017, Sec. 3.4.</summary>
    val generator: fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>
    /// k &lt;- k + lambda_k (gamma mean L(x) - mean L(G(z))), kept in [0, 1]. Berthelot et al. 2017, Sec. 3.4.
    /// </summary>
    val nextBalance: began: Began -> balance: 'T -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>
    /// M = mean L(x) + |gamma mean L(x) - mean L(G(z))|, in [0, inf): falls as training succeeds.
    /// Berthelot et al. 2017, Sec. 3.4.1.
    /// </summary>
    val convergence: began: Began -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>
