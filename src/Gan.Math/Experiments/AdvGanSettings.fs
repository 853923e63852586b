namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Robust

[<RequireQualifiedAccess>]
module internal AdvGanSettings =

    let private accessKey = "AdvGan:Access"
    let private whiteBox, distilled = "white-box", "distilled"

    let private student =
        Setting.choose
            accessKey
            [
                whiteBox, Setting.constant None
                distilled,
                setting {
                    let! architecture = Setting.oneOf "Student:Architecture" ClassifierArchitecture.named
                    and! update = UpdateSettings.read "Student"

                    return
                        Some
                            {
                                Architecture = architecture
                                Update = update
                            }
                }
            ]

    let private printStudent (student: Student option) =
        match student with
        | None -> [ accessKey, whiteBox ]
        | Some student ->
            [
                accessKey, distilled
                "Student:Architecture", Setting.name ClassifierArchitecture.named student.Architecture
            ]
            @ UpdateSettings.print "Student" student.Update

    let private weights =
        setting {
            let! fooling = Setting.notNegative "AdvGan:FoolingWeight"
            and! confidence = Setting.notNegative "AdvGan:Confidence"
            and! gan = Setting.notNegative "AdvGan:GanWeight"
            and! hinge = Setting.notNegative "AdvGan:HingeWeight"
            and! bound = Setting.positive "AdvGan:HingeBound"

            return
                {
                    Fooling = fooling
                    Confidence = confidence
                    Gan = gan
                    Hinge = hinge
                    Bound = bound
                }
        }

    let read =
        setting {
            let! victim = Setting.folder "AdvGan:Victim"
            and! student = student

            and! radius =
                Setting.real "AdvGan:Eps" "a number from 0 to 1" (fun eps -> 0.0 <= eps && eps <= 1.0)

            and! weights = weights
            and! loss = Setting.oneOf "Training:Loss" AdversarialLoss.named
            and! width = Setting.count "Model:Width" 1 8_192
            and! generator = UpdateSettings.read "Generator"
            and! discriminator = UpdateSettings.read "Discriminator"

            return
                {
                    Victim = victim
                    Student = student
                    Radius = radius
                    Weights = weights
                    Loss = loss
                    Width = width
                    Generator = generator
                    Discriminator = discriminator
                }
        }

    let print (training: AdvGanTraining) =
        [ "AdvGan:Victim", training.Victim ]
        @ printStudent training.Student
        @ [
            "AdvGan:Eps", Setting.text training.Radius
            "AdvGan:FoolingWeight", Setting.text training.Weights.Fooling
            "AdvGan:Confidence", Setting.text training.Weights.Confidence
            "AdvGan:GanWeight", Setting.text training.Weights.Gan
            "AdvGan:HingeWeight", Setting.text training.Weights.Hinge
            "AdvGan:HingeBound", Setting.text training.Weights.Bound
            "Training:Loss", Setting.name AdversarialLoss.named training.Loss
            "Model:Width", string training.Width
        ]
        @ UpdateSettings.print "Generator" training.Generator
        @ UpdateSettings.print "Discriminator" training.Discriminator
