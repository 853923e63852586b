namespace Gan.Experiments

open Gan.Math.Attacks
open Gan.Math.Robust
open Gan.Math.Training

/// Settings of a network that attacks in a classifier's loop, in place of gradient steps.
[<RequireQualifiedAccess>]
module internal LearnedAttackers =

    let private ofAttacker (part: LearnedAttacker -> 'T) = Codec.field part

    let codec: Codec<LearnedAttacker option, LearnedAttacker option> =
        let learned: Codec<LearnedAttacker option, LearnedAttacker option> =
            codec {
                let! width =
                    ofAttacker
                        _.Width
                        "Attacker:Width"
                        (Text.count 1 1_024)
                        16
                        "Channels of the hidden layers of the network that learns to attack."

                and! update =
                    Player.optimiser "Attacker" (Optimiser.adam 1e-3 0.9 0.999)
                    |> Codec.by (fun (a: LearnedAttacker) -> a.Update)

                return Some { Width = width; Update = update }
            }
            |> Codec.by Option.get

        Codec.choose
            "Robust:Attack"
            "gradient"
            "What takes the steps of the attack in the loop: gradients, or a small network that learns to attack."
            (fun attacker -> if Option.isSome attacker then "learned" else "gradient")
            [ "gradient", Codec.constant None; "learned", learned ]

    // A learned attacker takes steps of its own, from points that no gradient of the update moves.
    let fitting (training: ClassifierTraining) =
        [
            if training.Attacker.IsSome then
                let refuse key value requirement =
                    Problem.create key value $"{requirement} with Robust:Attack = learned"

                let robust = training.Robust

                if not robust.Loss.UsesAdversarial then
                    refuse "Robust:Loss" robust.Loss.Name "another loss"

                if robust.Loss.AttacksPredictions then
                    refuse "Robust:Loss" robust.Loss.Name "adversarial, mart or logit-pairing"

                if robust.Norm <> Linf then
                    refuse "Robust:Norm" (Norm.named |> List.find (fun (_, norm) -> norm = robust.Norm) |> fst) "linf"

                if robust.Replays > 1 then
                    refuse "Robust:Replays" (string robust.Replays) "1"

                if robust.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Text.number robust.WeightPerturbation) "0"

                if robust.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]
