namespace Gan.Math.Experiments

open Gan.Math.Attacks
open Gan.Math.Robust

[<RequireQualifiedAccess>]
module internal RobustSettings =

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
        ]

    let read =
        setting {
            let! loss = Setting.oneOf "Robust:Loss" RobustLoss.named
            and! weight = Setting.notNegative "Robust:Weight"
            and! norm = Setting.oneOf "Robust:Norm" Norm.named
            and! radius = Setting.notNegative "Robust:Eps"
            and! rampUp = part "Robust:RampUp"
            and! steps = Setting.count "Robust:Steps" 1 1_000
            and! stepSize = Setting.positive "Robust:StepSize"
            and! start = Setting.oneOf "Robust:Start" starts

            return
                {
                    Loss = loss weight
                    Norm = norm
                    Radius = radius
                    RampUp = rampUp
                    Steps = steps
                    StepSize = stepSize
                    RandomStart = start
                }
        }
        |> Setting.check fitting

    let print (training: RobustTraining) =
        [
            "Robust:Loss", RobustLoss.name training.Loss
            "Robust:Weight", Setting.text (RobustLoss.weight training.Loss)
            "Robust:Norm", Setting.name Norm.named training.Norm
            "Robust:Eps", Setting.text training.Radius
            "Robust:RampUp", Setting.text training.RampUp
            "Robust:Steps", string training.Steps
            "Robust:StepSize", Setting.text training.StepSize
            "Robust:Start", Setting.name starts training.RandomStart
        ]
