namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module R1 =

    [<CompiledName("Penalty")>]
    let penalty (gamma: float) =
        { new IPenalty with
            member _.Name = "r1"
            member _.Source = "Mescheder et al. 2018, Eq. (9)"

            member _.Constants =
                { PenaltyConstants.unused with
                    Weight = gamma
                }

            member _.Draws = NoDraws
            member _.AtGenerated = false
            member _.Points(_, real_NP, _) = real_NP

            member _.Value gradient_NP =
                GradientPenalty.zeroCentred gradient_NP .* gamma
        }
