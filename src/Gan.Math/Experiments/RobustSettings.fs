namespace Gan.Math.Experiments

open Gan.Math.Attacks
open Gan.Math.Robust

[<RequireQualifiedAccess>]
module internal RobustSettings =

    let private precisions = [ "float32", Float32; "bfloat16", BFloat16 ]
    let private starts = [ "clean", false; "random", true ]

    let private part (key: string) =
        Setting.real key "a number from 0 to 1" (fun x -> 0.0 <= x && x <= 1.0)

    let private fitting (training: RobustTraining) =
        [
            match training.Loss with
            | AdversarialMix share when share > 1.0 ->
                {
                    Key = "Robust:Weight"
                    Value = Setting.text share
                    Requirement = "at most 1 with Robust:Loss = adversarial: the adversarial part of the loss"
                }
            | _ -> ()
            if training.Norm = Linf && training.Radius > 1.0 then
                {
                    Key = "Robust:Eps"
                    Value = Setting.text training.Radius
                    Requirement = "at most 1 with Robust:Norm = linf"
                }
            if
                RobustLoss.attacksPredictions training.Loss
                && not training.RandomStart
                && training.Replays = 1
            then
                {
                    Key = "Robust:Start"
                    Value = "clean"
                    Requirement =
                        $"random with Robust:Loss = {RobustLoss.name training.Loss}: at the clean point the divergence that it climbs has no slope"
                }
            if training.Replays > 1 then
                let refuse key value requirement =
                    {
                        Key = key
                        Value = value
                        Requirement =
                            $"{requirement} with Robust:Replays = {training.Replays}, whose gradient moves the points too"
                    }


                if RobustLoss.attacksPredictions training.Loss then
                    refuse "Robust:Loss" (RobustLoss.name training.Loss) "adversarial, mart or logit-pairing"

                if training.Steps > 1 then
                    refuse "Robust:Steps" (string training.Steps) "1"

                if training.RandomStart then
                    refuse "Robust:Start" "random" "clean"

                if training.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Setting.text training.WeightPerturbation) "0"

                if training.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]

    let private attacked =
        setting {
            let! weight = Setting.notNegative "Robust:Weight"
            and! norm = Setting.oneOf "Robust:Norm" Norm.named
            and! radius = Setting.notNegative "Robust:Eps"
            and! rampUp = part "Robust:RampUp"
            and! steps = Setting.count "Robust:Steps" 1 1_000
            and! stepSize = Setting.positive "Robust:StepSize"
            and! start = Setting.oneOf "Robust:Start" starts
            and! replays = Setting.count "Robust:Replays" 1 1_000
            and! weightPerturbation = Setting.notNegative "Robust:WeightPerturbation"
            and! precision = Setting.oneOf "Robust:Precision" precisions

            return
                fun (make: float -> RobustLoss) ->
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

    let private usesAdversarial (make: float -> RobustLoss) = RobustLoss.usesAdversarial (make 1.0)

    let read =
        Setting.onlyIf usesAdversarial (Setting.oneOf "Robust:Loss" RobustLoss.named) attacked
        |> Setting.map (fun (make, attacked) ->
            match attacked with
            | Some training -> training make
            | None -> RobustTraining.natural)
        |> Setting.check fitting

    let private printAttacked (training: RobustTraining) =
        [
            "Robust:Weight", Setting.text (RobustLoss.weight training.Loss)
            "Robust:Norm", Setting.name Norm.named training.Norm
            "Robust:Eps", Setting.text training.Radius
            "Robust:RampUp", Setting.text training.RampUp
            "Robust:Steps", string training.Steps
            "Robust:StepSize", Setting.text training.StepSize
            "Robust:Start", Setting.name starts training.RandomStart
            "Robust:Replays", string training.Replays
            "Robust:WeightPerturbation", Setting.text training.WeightPerturbation
            "Robust:Precision", Setting.name precisions training.Precision
        ]

    let print (training: RobustTraining) =
        ("Robust:Loss", RobustLoss.name training.Loss)
        :: if RobustLoss.usesAdversarial training.Loss then
               printAttacked training
           else
               []
