namespace Gan.Math.Losses

open Gan.Math

/// <summary>The adversarial losses that an experiment can name. Source: each case's own module and equation.</summary>
type AdversarialLoss =
    /// <summary>Goodfellow et al. 2014, Eq. (1).</summary>
    | Minimax
    /// <summary>Goodfellow et al. 2014, Sec. 3.</summary>
    | NonSaturating
    /// <summary>Mao et al. 2017, Eq. (2).</summary>
    | LeastSquares of LeastSquaresLabels
    /// <summary>Miyato et al. 2018, Eq. (16) and (17).</summary>
    | Hinge
    /// <summary>Arjovsky et al. 2017, Eq. (3).</summary>
    | Wasserstein
    /// <summary>Jolicoeur-Martineau 2019, Sec. 4, paired.</summary>
    | Relativistic of RelativisticForm
    /// <summary>Jolicoeur-Martineau 2019, Sec. 4, average.</summary>
    | RelativisticAverage of RelativisticForm
    /// <summary>Nowozin et al. 2016, Eq. (7).</summary>
    | FGan of FDivergence

/// <summary>
/// Choosing a loss by value or by name. Both sides are to be minimised, one value per sample.
/// Source: Goodfellow et al. 2014, Sec. 3.
/// </summary>
[<RequireQualifiedAccess>]
module AdversarialLoss =

    /// <summary>Every loss with the name that configuration files use.</summary>
    val named: (string * AdversarialLoss) list

    /// <summary>The discriminator's side at its outputs for real and generated samples.</summary>
    val discriminator: loss: AdversarialLoss -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>

    /// <summary>Whether the generator's side depends on real samples.</summary>
    val generatorUsesReal: loss: AdversarialLoss -> bool

    /// <summary>The generator's side at the same outputs; most losses look at the generated ones alone.</summary>
    val generator: loss: AdversarialLoss -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> ITensor<'T>
