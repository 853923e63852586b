namespace Gan.Experiments

open Gan.Math.Turns

/// Settings of the order in which the players move.
[<RequireQualifiedAccess>]
module internal GameTurn =

    let private ofTurn (part: ITurn -> 'T) = Codec.field part

    let codec: Codec<ITurn, ITurn> =
        codec {
            let! make =
                Codec.setting
                    "Training:Play"
                    (Text.named fst [ for name, make in Turn.named -> name, (name, make) ])
                    ("alternating", snd Turn.named.Head)
                    "The order in which the players move."
                |> Codec.by (fun (turn: ITurn) -> turn.Name, fun _ -> turn)

            and! weight =
                ofTurn
                    _.Constants.Weight
                    "Training:CorrectionWeight"
                    Text.notNegative
                    Turns.unused.Weight
                    "Weight of the correction of consensus and symplectic."

            and! steps =
                ofTurn
                    _.Constants.DiscriminatorSteps
                    "Training:DiscriminatorSteps"
                    (Text.count 1 100)
                    Turns.unused.DiscriminatorSteps
                    "Updates of the discriminator a step of alternating."

            return
                (snd make)
                    {
                        DiscriminatorSteps = steps
                        Weight = weight
                    },
                steps
        }
        |> Codec.check (fun (turn, steps) ->
            [
                if steps <> turn.Constants.DiscriminatorSteps then
                    Problem.create
                        "Training:DiscriminatorSteps"
                        (string steps)
                        $"1 with Training:Play = {turn.Name}, where both players move together"
            ])
        |> Codec.map fst
