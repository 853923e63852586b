namespace Gan.Math.Losses

open Gan.Math

type LeastSquaresLabels =
    {
        Fake: float
        Real: float
        Wanted: float
    }

[<RequireQualifiedAccess>]
module LeastSquares =

    let zeroOne = { Fake = 0.0; Real = 1.0; Wanted = 1.0 }

    let pearson =
        {
            Fake = -1.0
            Real = 1.0
            Wanted = 0.0
        }

    let discriminator (labels: LeastSquaresLabels) (real_N: 'T :> IReal<'T>) (fake_N: 'T) : 'T =
        (square (real_N +. -labels.Real) .* 0.5)
        + (square (fake_N +. -labels.Fake) .* 0.5)

    let generator (labels: LeastSquaresLabels) (fake_N: 'T :> IReal<'T>) : 'T =
        square (fake_N +. -labels.Wanted) .* 0.5

    [<CompiledName("Loss")>]
    let loss (name: string) (labels: LeastSquaresLabels) =
        { new ILoss with
            member _.Name = name
            member _.Source = "Mao et al. 2017, Eq. (2)"
            member _.Traits = LossTraits.None
            member _.Discriminator(real_N, fake_N) = discriminator labels real_N fake_N
            member _.Generator(_, fake_N) = generator labels fake_N
        }

    let losses = [ loss "least-squares" zeroOne; loss "least-squares-pearson" pearson ]
