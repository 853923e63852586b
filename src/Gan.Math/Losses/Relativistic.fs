namespace Gan.Math.Losses

open Gan.Math

type RelativisticForm =
    | Standard
    | Squared
    | Margin

[<RequireQualifiedAccess>]
module Relativistic =

    // f(up) + f(-down), with f(d) = -log sigma(d), (d - 1)^2 or max(1 - d, 0)
    let private terms (form: RelativisticForm) (up: 'T :> IReal<'T>) (down: 'T) : 'T =
        match form with
        | Standard -> Minimax.discriminator up down
        | Squared -> LeastSquares.discriminator LeastSquares.pearson up down .* 2.0
        | Margin -> Hinge.discriminator up down

    let discriminator (form: RelativisticForm) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        terms form (real_N - fake_N) (fake_N - real_N) .* 0.5 // both terms are f(C(x) - C(G(z)))

    let generator (form: RelativisticForm) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        discriminator form fake_N real_N

    let averageDiscriminator (form: RelativisticForm) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        terms form (real_N - mean fake_N) (fake_N - mean real_N)

    let averageGenerator (form: RelativisticForm) (real_N: 'T :> ITensor<'T>) (fake_N: 'T) : 'T =
        averageDiscriminator form fake_N real_N

    let private value (name: string) (average: bool) (form: RelativisticForm) =
        { new ILoss with
            member _.Name = name
            member _.Source = "Jolicoeur-Martineau 2019, Sec. 4"
            member _.Traits = LossTraits.GeneratorUsesReal

            member _.Discriminator(real_N, fake_N) =
                if average then
                    averageDiscriminator form real_N fake_N
                else
                    discriminator form real_N fake_N

            member _.Generator(real_N, fake_N) =
                if average then
                    averageGenerator form real_N fake_N
                else
                    generator form real_N fake_N
        }

    let losses =
        [
            for prefix, average in [ "relativistic", false; "relativistic-average", true ] do
                value prefix average Standard
                value $"{prefix}-least-squares" average Squared
                value $"{prefix}-hinge" average Margin
        ]
