namespace Gan.Math.Losses

open Gan.Math

type Penalty =
    | Unpenalised
    | WassersteinGradient of weight: float * target: float
    | OneSidedGradient of weight: float * target: float
    | Dragan of weight: float * target: float * deviation: float
    | R1 of gamma: float
    | R2 of gamma: float

type PenaltyConstants =
    {
        Weight: float
        Target: float
        Deviation: float
    }

[<RequireQualifiedAccess>]
module Penalty =

    let named =
        [
            "none", (fun _ -> Unpenalised)
            "wgan-gp", (fun c -> WassersteinGradient(c.Weight, c.Target))
            "wgan-gp-one-sided", (fun c -> OneSidedGradient(c.Weight, c.Target))
            "dragan", (fun c -> Dragan(c.Weight, c.Target, c.Deviation))
            "r1", (fun c -> R1 c.Weight)
            "r2", (fun c -> R2 c.Weight)
        ]

    let name (penalty: Penalty) =
        match penalty with
        | Unpenalised -> "none"
        | WassersteinGradient _ -> "wgan-gp"
        | OneSidedGradient _ -> "wgan-gp-one-sided"
        | Dragan _ -> "dragan"
        | R1 _ -> "r1"
        | R2 _ -> "r2"

    let constants (penalty: Penalty) =
        let unused =
            {
                Weight = 10.0
                Target = 1.0
                Deviation = 1.0
            }

        match penalty with
        | Unpenalised -> unused
        | WassersteinGradient(weight, target)
        | OneSidedGradient(weight, target) ->
            { unused with
                Weight = weight
                Target = target
            }
        | Dragan(weight, target, deviation) ->
            {
                Weight = weight
                Target = target
                Deviation = deviation
            }
        | R1 gamma
        | R2 gamma -> { unused with Weight = gamma }

    let usesWeights (penalty: Penalty) =
        match penalty with
        | WassersteinGradient _
        | OneSidedGradient _ -> true
        | _ -> false

    let usesNoise (penalty: Penalty) =
        match penalty with
        | Dragan _ -> true
        | _ -> false

    let points (penalty: Penalty) (weights_N: 'T :> ITensor<'T>) (noise_NP: 'T) (real_NP: 'T) (fake_NP: 'T) : 'T =
        match penalty with
        | WassersteinGradient _
        | OneSidedGradient _ -> GradientPenalty.interpolate weights_N real_NP fake_NP
        | Dragan(_, _, deviation) -> GradientPenalty.perturb deviation noise_NP real_NP
        | Unpenalised
        | R1 _ -> real_NP
        | R2 _ -> fake_NP

    let value (penalty: Penalty) (gradient_NP: 'T :> ITensor<'T>) : 'T =
        match penalty with
        | Unpenalised -> GradientPenalty.zeroCentred gradient_NP .* 0.0
        | WassersteinGradient(weight, target)
        | Dragan(weight, target, _) -> GradientPenalty.twoSided target gradient_NP .* weight
        | OneSidedGradient(weight, target) -> GradientPenalty.oneSided target gradient_NP .* weight
        | R1 gamma
        | R2 gamma -> GradientPenalty.zeroCentred gradient_NP .* gamma
