namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module Dragan =

    [<CompiledName("Penalty")>]
    let penalty (weight: float) (target: float) (deviation: float) =
        { new IPenalty with
            member _.Name = "dragan"
            member _.Source = "Kodali et al. 2017, Sec. 2"

            member _.Constants =
                {
                    Weight = weight
                    Target = target
                    Deviation = deviation
                }

            member _.Draws = NormalNoise
            member _.AtGenerated = false

            member _.Points(noise_NP, real_NP, _) =
                GradientPenalty.perturb deviation noise_NP real_NP

            member _.Value gradient_NP =
                GradientPenalty.twoSided target gradient_NP .* weight
        }
