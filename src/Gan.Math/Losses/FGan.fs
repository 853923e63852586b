namespace Gan.Math.Losses

open Gan.Math

type FDivergence =
    | KullbackLeibler
    | ReverseKullbackLeibler
    | PearsonChiSquared
    | SquaredHellinger
    | JensenShannon
    | TotalVariation

[<RequireQualifiedAccess>]
module FGan =

    let activation (divergence: FDivergence) (output_N: 'T :> IReal<'T>) : 'T =
        match divergence with
        | KullbackLeibler
        | PearsonChiSquared -> output_N
        | ReverseKullbackLeibler -> -(exponential (-output_N))
        | SquaredHellinger -> -(exponential (-output_N)) +. 1.0
        | JensenShannon -> -(softplus (-output_N)) +. log 2.0
        | TotalVariation -> sigmoid (output_N .* 2.0) +. -0.5 // tanh(v) / 2

    let conjugate (divergence: FDivergence) (t_N: 'T :> IReal<'T>) : 'T =
        match divergence with
        | KullbackLeibler -> exponential (t_N +. -1.0)
        | ReverseKullbackLeibler -> -(ln (-t_N)) +. -1.0
        | PearsonChiSquared -> (square t_N .* 0.25) + t_N
        | SquaredHellinger -> t_N / (-t_N +. 1.0)
        | JensenShannon -> -(ln (-(exponential t_N) +. 2.0))
        | TotalVariation -> t_N

    let threshold (divergence: FDivergence) =
        match divergence with
        | KullbackLeibler -> 1.0
        | ReverseKullbackLeibler -> -1.0
        | PearsonChiSquared
        | SquaredHellinger
        | JensenShannon
        | TotalVariation -> 0.0

    // f*(g_f(v)), composed by hand where one after the other would lose the digits or overflow.
    let private conjugateOfActivation (divergence: FDivergence) (output_N: 'T :> IReal<'T>) : 'T =
        match divergence with
        | ReverseKullbackLeibler -> output_N +. -1.0 // -1 - log(e^-v)
        | SquaredHellinger -> exponential output_N +. -1.0 // (1 - e^-v) / e^-v
        | JensenShannon -> softplus output_N +. -(log 2.0) // -log(2 - 2 sigma(v))
        | KullbackLeibler
        | PearsonChiSquared
        | TotalVariation -> conjugate divergence (activation divergence output_N)

    let discriminator (divergence: FDivergence) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        conjugateOfActivation divergence fake_N - activation divergence real_N

    let generator (divergence: FDivergence) (fake_N: 'T :> IReal<'T>) : 'T = -(activation divergence fake_N)

    let saturatingGenerator (divergence: FDivergence) (fake_N: 'T :> IReal<'T>) : 'T =
        -(conjugateOfActivation divergence fake_N)

    let name (divergence: FDivergence) =
        match divergence with
        | KullbackLeibler -> "f-gan-kl"
        | ReverseKullbackLeibler -> "f-gan-reverse-kl"
        | PearsonChiSquared -> "f-gan-pearson"
        | SquaredHellinger -> "f-gan-hellinger"
        | JensenShannon -> "f-gan-jensen-shannon"
        | TotalVariation -> "f-gan-total-variation"

    let divergences =
        [
            KullbackLeibler
            ReverseKullbackLeibler
            PearsonChiSquared
            SquaredHellinger
            JensenShannon
            TotalVariation
        ]

    [<CompiledName("Loss")>]
    let loss (divergence: FDivergence) =
        { new ILoss with
            member _.Name = name divergence
            member _.Source = "Nowozin, Cseke and Tomioka 2016, Eq. (7) and Table 2"
            member _.Traits = LossTraits.None
            member _.Discriminator(real_N, fake_N) = discriminator divergence real_N fake_N
            member _.Generator(_, fake_N) = generator divergence fake_N
        }

    let losses = List.map loss divergences
