namespace Gan.Math.Losses

open Gan.Math

type AdversarialLoss =
    | Minimax
    | NonSaturating
    | LeastSquares of LeastSquaresLabels
    | Hinge
    | Wasserstein
    | Relativistic of RelativisticForm
    | RelativisticAverage of RelativisticForm
    | FGan of FDivergence

[<RequireQualifiedAccess>]
module AdversarialLoss =

    let named =
        [
            "minimax", Minimax
            "non-saturating", NonSaturating
            "least-squares", LeastSquares LeastSquares.zeroOne
            "least-squares-pearson", LeastSquares LeastSquares.pearson
            "hinge", Hinge
            "wasserstein", Wasserstein
            "relativistic", Relativistic Standard
            "relativistic-least-squares", Relativistic Squared
            "relativistic-hinge", Relativistic Margin
            "relativistic-average", RelativisticAverage Standard
            "relativistic-average-least-squares", RelativisticAverage Squared
            "relativistic-average-hinge", RelativisticAverage Margin
            "f-gan-kl", FGan KullbackLeibler
            "f-gan-reverse-kl", FGan ReverseKullbackLeibler
            "f-gan-pearson", FGan PearsonChiSquared
            "f-gan-hellinger", FGan SquaredHellinger
            "f-gan-jensen-shannon", FGan JensenShannon
            "f-gan-total-variation", FGan TotalVariation
        ]

    let discriminator (loss: AdversarialLoss) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        match loss with
        | Minimax -> Minimax.discriminator real_N fake_N
        | NonSaturating -> NonSaturating.discriminator real_N fake_N
        | LeastSquares labels -> LeastSquares.discriminator labels real_N fake_N
        | Hinge -> Hinge.discriminator real_N fake_N
        | Wasserstein -> Wasserstein.discriminator real_N fake_N
        | Relativistic form -> Relativistic.discriminator form real_N fake_N
        | RelativisticAverage form -> Relativistic.averageDiscriminator form real_N fake_N
        | FGan divergence -> FGan.discriminator divergence real_N fake_N

    let generatorUsesReal (loss: AdversarialLoss) =
        match loss with
        | Relativistic _
        | RelativisticAverage _ -> true
        | _ -> false

    let generator (loss: AdversarialLoss) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        match loss with
        | Minimax -> Minimax.generator fake_N
        | NonSaturating -> NonSaturating.generator fake_N
        | LeastSquares labels -> LeastSquares.generator labels fake_N
        | Hinge -> Hinge.generator fake_N
        | Wasserstein -> Wasserstein.generator fake_N
        | Relativistic form -> Relativistic.generator form real_N fake_N
        | RelativisticAverage form -> Relativistic.averageGenerator form real_N fake_N
        | FGan divergence -> FGan.generator divergence fake_N
