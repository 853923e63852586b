namespace Gan.Math.Experiments

open Gan.Math.Attacks
open Gan.Math.Robust

[<RequireQualifiedAccess>]
module internal ClassifierSettings =

    let private validation =
        let how =
            setting {
                let! every = Setting.wholeNumber "Validation:Every" 1L 1_000_000_000L
                and! steps = Setting.count "Validation:Steps" 1 1_000

                and! fall =
                    Setting.real "Validation:Fall" "a number greater than 0, at most 1" (fun x -> 0.0 < x && x <= 1.0)

                return
                    fun count ->
                        {
                            Count = count
                            Every = every
                            Steps = steps
                            Fall = fall
                        }
            }

        Setting.onlyIf (fun count -> count > 0) (Setting.count "Validation:Count" 0 1_000_000) how
        |> Setting.map (fun (count, how) -> Option.map (fun make -> make count) how)

    let private printValidation (validation: Validation option) =
        match validation with
        | None -> [ "Validation:Count", "0" ]
        | Some validation ->
            [
                "Validation:Count", string validation.Count
                "Validation:Every", string validation.Every
                "Validation:Steps", string validation.Steps
                "Validation:Fall", Setting.text validation.Fall
            ]

    let private generated =
        let what =
            setting {
                let! count = Setting.count "Generated:Count" 1 500_000
                and! run = Setting.folder "Generated:Run"

                return
                    fun share ->
                        {
                            Share = share
                            Count = count
                            Run = run
                        }
            }

        let share =
            Setting.real "Generated:Share" "a number from 0 to 1" (fun x -> 0.0 <= x && x <= 1.0)

        Setting.onlyIf (fun share -> share > 0.0) share what
        |> Setting.map (fun (share, what) -> Option.map (fun make -> make share) what)

    let private printGenerated (generated: GeneratedData option) =
        match generated with
        | None -> [ "Generated:Share", "0" ]
        | Some generated ->
            [
                "Generated:Share", Setting.text generated.Share
                "Generated:Count", string generated.Count
                "Generated:Run", generated.Run
            ]

    let private attackKey = "Robust:Attack"
    let private gradientName, learnedName = "gradient", "learned"

    let private attacker =
        Setting.choose
            attackKey
            [
                gradientName, Setting.constant None
                learnedName,
                setting {
                    let! width = Setting.count "Attacker:Width" 1 1_024
                    and! update = UpdateSettings.read "Attacker"
                    return Some { Width = width; Update = update }
                }
            ]

    let private printAttacker (attacker: LearnedAttacker option) =
        match attacker with
        | None -> [ attackKey, gradientName ]
        | Some attacker ->
            [ attackKey, learnedName; "Attacker:Width", string attacker.Width ]
            @ UpdateSettings.print "Attacker" attacker.Update

    // A learned attacker takes steps of its own, from points that no gradient of the update moves.
    let private attacks (training: ClassifierTraining) =
        [
            if training.Attacker.IsSome then
                let refuse key value requirement =
                    {
                        Key = key
                        Value = value
                        Requirement = $"{requirement} with Robust:Attack = learned"
                    }

                if not (RobustLoss.usesAdversarial training.Robust.Loss) then
                    refuse "Robust:Loss" "natural" "another loss"

                if RobustLoss.attacksPredictions training.Robust.Loss then
                    refuse "Robust:Loss" (RobustLoss.name training.Robust.Loss) "adversarial, mart or logit-pairing"

                if training.Robust.Norm <> Linf then
                    refuse "Robust:Norm" (Setting.name Norm.named training.Robust.Norm) "linf"

                if training.Robust.Replays > 1 then
                    refuse "Robust:Replays" (string training.Robust.Replays) "1"

                if training.Robust.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Setting.text training.Robust.WeightPerturbation) "0"

                if training.Robust.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]

    let read =
        setting {
            let! architecture =
                Setting.oneOf "Classifier:Architecture" ClassifierArchitecture.named

            and! robust = RobustSettings.read
            and! attacker = attacker
            and! update = UpdateSettings.read "Classifier"
            and! average = AverageSettings.read "Classifier"
            and! validation = validation
            and! generated = generated

            return
                {
                    Architecture = architecture
                    Robust = robust
                    Attacker = attacker
                    Update = update
                    Average = average
                    Validation = validation
                    Generated = generated
                }
        }
        |> Setting.check attacks

    let print (classifier: ClassifierTraining) =
        [
            "Classifier:Architecture", Setting.name ClassifierArchitecture.named classifier.Architecture
        ]
        @ RobustSettings.print classifier.Robust
        @ printAttacker classifier.Attacker
        @ UpdateSettings.print "Classifier" classifier.Update
        @ AverageSettings.print "Classifier" classifier.Average
        @ printValidation classifier.Validation
        @ printGenerated classifier.Generated
