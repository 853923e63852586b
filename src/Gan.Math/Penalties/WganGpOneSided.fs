namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module WganGpOneSided =

    [<CompiledName("Penalty")>]
    let penalty (weight: float) (target: float) =
        { new IPenalty with
            member _.Name = "wgan-gp-one-sided"
            member _.Source = "Gulrajani et al. 2017, Sec. 4"

            member _.Constants =
                { PenaltyConstants.unused with
                    Weight = weight
                    Target = target
                }

            member _.Draws = UniformWeights
            member _.AtGenerated = false

            member _.Points(weights_N, real_NP, fake_NP) =
                GradientPenalty.interpolate weights_N real_NP fake_NP

            member _.Value gradient_NP =
                GradientPenalty.oneSided target gradient_NP .* weight
        }
