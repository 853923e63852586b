namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module R2 =

    [<CompiledName("Penalty")>]
    let penalty (gamma: float) =
        { new IPenalty with
            member _.Name = "r2"
            member _.Source = "Mescheder et al. 2018, Eq. (10)"

            member _.Constants =
                { PenaltyConstants.unused with
                    Weight = gamma
                }

            member _.Draws = NoDraws
            member _.AtGenerated = true
            member _.Points(_, _, fake_NP) = fake_NP

            member _.Value gradient_NP =
                GradientPenalty.zeroCentred gradient_NP .* gamma
        }
