namespace Gan.Experiments

open Gan.Math.Attacks
open Gan.Math.Robust
open Gan.Math.Training

/// Settings of the attack in a classifier's loop, and of the loss on what it finds.
[<RequireQualifiedAccess>]
module internal RobustLoops =

    // What withstands an attack in the loop, as settings have it.
    let private attacked: Codec<RobustTraining, (float -> IRobustLoss) -> RobustTraining> =
        let by (part: RobustTraining -> 'T) setting = Codec.by part setting

        codec {
            let! weight =
                Codec.setting
                    "Robust:Weight"
                    Text.notNegative
                    1.0
                    "Weight of the robust loss; of adversarial the part of the loss on adversarial points."
                |> by _.Loss.Weight

            and! norm =
                Codec.setting "Robust:Norm" (Text.oneOf Norm.named) Linf "Norm of the perturbations in the loop."
                |> by _.Norm

            and! radius =
                Codec.setting "Robust:Eps" Text.notNegative 0.3 "Radius of the perturbations in the loop."
                |> by _.Radius

            and! rampUp =
                Codec.setting
                    "Robust:RampUp"
                    Text.share
                    0.0
                    "Part of the run over which the radius grows to its full size."
                |> by _.RampUp

            and! steps =
                Codec.setting "Robust:Steps" (Text.count 1 1_000) 10 "Gradient steps of the attack in the loop."
                |> by _.Steps

            and! stepSize =
                Codec.setting "Robust:StepSize" Text.positive 0.25 "Length of such a step, in parts of the radius."
                |> by _.StepSize

            and! start =
                Codec.setting
                    "Robust:Start"
                    (Text.oneOf [ "clean", false; "random", true ])
                    true
                    "Where the attack in the loop starts."
                |> by _.RandomStart

            and! replays =
                Codec.setting
                    "Robust:Replays"
                    (Text.count 1 1_000)
                    1
                    "Updates a batch of free adversarial training; 1 for another kind."
                |> by _.Replays

            and! weightPerturbation =
                Codec.setting
                    "Robust:WeightPerturbation"
                    Text.notNegative
                    0.0
                    "Size of the adversarial weight perturbation; 0 for none."
                |> by _.WeightPerturbation

            and! precision =
                Codec.setting
                    "Robust:Precision"
                    (Text.oneOf [ "float32", Float32; "bfloat16", BFloat16 ])
                    Float32
                    "What the attack in the loop computes in."
                |> by _.Precision

            return
                fun (make: float -> IRobustLoss) ->
                    {
                        Loss = make weight
                        Norm = norm
                        Radius = radius
                        RampUp = rampUp
                        Steps = steps
                        StepSize = stepSize
                        RandomStart = start
                        Replays = replays
                        WeightPerturbation = weightPerturbation
                        Precision = precision
                    }
        }

    let private sensible (training: RobustTraining) =
        [
            if training.Loss.Name = "adversarial" && training.Loss.Weight > 1.0 then
                Problem.create
                    "Robust:Weight"
                    (Text.number training.Loss.Weight)
                    "at most 1 with Robust:Loss = adversarial: the adversarial part of the loss"

            if training.Norm = Linf && training.Radius > 1.0 then
                Problem.create "Robust:Eps" (Text.number training.Radius) "at most 1 with Robust:Norm = linf"

            if
                training.Loss.AttacksPredictions
                && not training.RandomStart
                && training.Replays = 1
            then
                Problem.create
                    "Robust:Start"
                    "clean"
                    $"random with Robust:Loss = {training.Loss.Name}: at the clean point the divergence that it climbs has no slope"

            if training.Replays > 1 then
                let refuse key value requirement =
                    Problem.create
                        key
                        value
                        $"{requirement} with Robust:Replays = {training.Replays}, whose gradient moves the points too"

                if training.Loss.AttacksPredictions then
                    refuse "Robust:Loss" training.Loss.Name "adversarial, mart or logit-pairing"

                if training.Steps > 1 then
                    refuse "Robust:Steps" (string training.Steps) "1"

                if training.RandomStart then
                    refuse "Robust:Start" "random" "clean"

                if training.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Text.number training.WeightPerturbation) "0"

                if training.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]

    let robust: Codec<RobustTraining, RobustTraining> =
        let loss =
            Codec.setting
                "Robust:Loss"
                (Text.named fst [ for name, make in RobustLoss.named -> name, (name, make) ])
                ("natural", snd RobustLoss.named.Head)
                "What the classifier minimises."

        let uses (_, make: float -> IRobustLoss) = (make 1.0).UsesAdversarial

        let read (settings: Map<string, string>) =
            match loss.Read settings with
            | Ok chosen when uses chosen -> attacked.Read settings |> Result.map (fun training -> training (snd chosen))
            | Ok _ -> Ok RobustTraining.natural
            | Error problems -> Error problems

        let print (training: RobustTraining) =
            loss.Print(training.Loss.Name, fun _ -> training.Loss)
            @ if training.Loss.UsesAdversarial then
                  attacked.Print training
              else
                  []

        {
            Declared = loss.Declared @ attacked.Declared
            Read = read
            Print = print
        }
        |> Codec.check sensible
