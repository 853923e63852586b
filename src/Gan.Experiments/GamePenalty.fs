namespace Gan.Experiments

open Gan.Math.Penalties

/// Settings of the penalty on the discriminator.
[<RequireQualifiedAccess>]
module internal GamePenalty =

    let private ofPenalty (part: IPenalty -> 'T) = Codec.field part

    let codec: Codec<IPenalty, IPenalty> =
        codec {
            let! make =
                Codec.setting
                    "Training:Penalty"
                    (Text.named fst [ for name, make in Penalty.named -> name, (name, make) ])
                    ("none", fun _ -> Penalty.none)
                    "Penalty on the gradient of the discriminator's score, beside its loss."
                |> Codec.by (fun (penalty: IPenalty) -> penalty.Name, fun _ -> penalty)

            and! weight =
                ofPenalty
                    _.Constants.Weight
                    "Training:PenaltyWeight"
                    Text.notNegative
                    PenaltyConstants.unused.Weight
                    "Weight of the penalty: lambda, or gamma of r1 and r2."

            and! target =
                ofPenalty
                    _.Constants.Target
                    "Training:PenaltyTarget"
                    Text.notNegative
                    PenaltyConstants.unused.Target
                    "Wanted norm of the gradient."

            and! deviation =
                ofPenalty
                    _.Constants.Deviation
                    "Training:PenaltyDeviation"
                    Text.notNegative
                    PenaltyConstants.unused.Deviation
                    "Standard deviation of DRAGAN's noise, in the unit of the samples."

            return
                (snd make)
                    {
                        Weight = weight
                        Target = target
                        Deviation = deviation
                    }
        }
