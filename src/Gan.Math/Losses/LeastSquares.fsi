namespace Gan.Math.Losses

open Gan.Math

/// <summary>
/// Labels of the least-squares game. Source: Mao et al. 2017, "Least Squares Generative Adversarial Networks", Eq. (2).
/// </summary>
type LeastSquaresLabels =
    {
        /// <summary>a: what the discriminator is to say of generated samples.</summary>
        Fake: float

        /// <summary>b: what the discriminator is to say of real samples.</summary>
        Real: float

        /// <summary>c: what the generator wants the discriminator to say of generated samples.</summary>
        Wanted: float
    }

/// <summary>
/// The discriminator regresses labels; the generator is pulled even where its samples are on the right side already.
/// Source: Mao et al. 2017, "Least Squares Generative Adversarial Networks", Eq. (2).
/// </summary>
/// <remarks>Symbols: real_N, fake_N are the discriminator's outputs, any real numbers. One value per sample.</remarks>
[<RequireQualifiedAccess>]
module LeastSquares =

    /// <summary>a = 0, b = c = 1. Mao et al. 2017, Eq. (9).</summary>
    val zeroOne: LeastSquaresLabels

    /// <summary>a = -1, b = 1, c = 0: the generator then minimises Pearson's chi^2. Mao et al. 2017, Eq. (8).</summary>
    val pearson: LeastSquaresLabels

    /// <summary>J_D = (D(x) - b)^2 / 2 + (D(G(z)) - a)^2 / 2. Mao et al. 2017, Eq. (2).</summary>
    val discriminator: labels: LeastSquaresLabels -> real_N: 'T -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>J_G = (D(G(z)) - c)^2 / 2. Mao et al. 2017, Eq. (2).</summary>
    val generator: labels: LeastSquaresLabels -> fake_N: 'T -> 'T when 'T :> IReal<'T>

    /// <summary>Both sides as a value, at labels of one's own. Mao et al. 2017, Eq. (2).</summary>
    [<CompiledName("Loss")>]
    val loss: name: string -> labels: LeastSquaresLabels -> ILoss

    /// <summary>At the labels <c>zeroOne</c> and <c>pearson</c>.</summary>
    val losses: ILoss list
