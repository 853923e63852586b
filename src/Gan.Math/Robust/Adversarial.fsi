namespace Gan.Math.Robust

/// <summary>
/// (1 - w) CE(z) + w CE(z'): w = 1/2 with FGSM is Goodfellow, Shlens and Szegedy 2015, "Explaining and Harnessing Adversarial
/// Examples", Sec. 6; w = 1 with PGD is Madry et al. 2018, Eq. (2.1).
/// </summary>
/// <remarks>Symbols as in <c>IRobustLoss</c>.</remarks>
[<RequireQualifiedAccess>]
module Adversarial =

    /// <summary>The loss as a value. Goodfellow, Shlens and Szegedy 2015, Sec. 6; Madry et al. 2018, Eq. (2.1).</summary>
    /// <param name="share">w in [0, 1].</param>
    [<CompiledName("Loss")>]
    val loss: share: float -> IRobustLoss
