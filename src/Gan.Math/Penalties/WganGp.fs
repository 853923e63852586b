namespace Gan.Math.Penalties

open Gan.Math

[<RequireQualifiedAccess>]
module WganGp =

    let private between (name: string) (source: string) (isOneSided: bool) (weight: float) (target: float) =
        { new IPenalty with
            member _.Name = name
            member _.Source = source

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
                let cost =
                    if isOneSided then
                        GradientPenalty.oneSided target gradient_NP
                    else
                        GradientPenalty.twoSided target gradient_NP

                cost .* weight
        }

    [<CompiledName("Penalty")>]
    let penalty (weight: float) (target: float) =
        between "wgan-gp" "Gulrajani et al. 2017, Eq. (3)" false weight target

    [<CompiledName("OneSided")>]
    let oneSided (weight: float) (target: float) =
        between "wgan-gp-one-sided" "Gulrajani et al. 2017, Sec. 4" true weight target
