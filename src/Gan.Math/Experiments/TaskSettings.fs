namespace Gan.Math.Experiments

open Gan.Math.Robust
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal TaskSettings =

    let private taskKey = "Training:Task"
    let private ganName, classifierName = "gan", "classifier"
    let private architectures = [ "digits28", Digits28; "mlp", Mlp ]

    let private goesAhead (game: Game) =
        game.Play = Extragradient || game.Play = ExtrapolationFromThePast

    let private lookahead (task: TrainingTask) =
        [
            match task with
            | GanTask gan when goesAhead gan.Game ->
                for section, update in TrainingTask.updates task do
                    if update.LookaheadEvery > 0L then
                        {
                            Key = $"{section}:LookaheadEvery"
                            Value = string update.LookaheadEvery
                            Requirement =
                                $"0 with Training:Play = {Play.name gan.Game.Play}, whose points ahead it would move"
                        }
            | _ -> ()
        ]

    let private average (section: string) =
        setting {
            let! halfLife = Setting.notNegative $"{section}:AverageHalfLife"
            and! rampUp = Setting.positive $"{section}:AverageRampUp"
            return { HalfLife = halfLife; RampUp = rampUp }
        }

    let private printAverage (section: string) (average: Average) =
        [
            $"{section}:AverageHalfLife", Setting.text average.HalfLife
            $"{section}:AverageRampUp", Setting.text average.RampUp
        ]

    let private validation =
        setting {
            let! count = Setting.count "Validation:Count" 0 1_000_000
            and! every = Setting.wholeNumber "Validation:Every" 1L 1_000_000_000L
            and! steps = Setting.count "Validation:Steps" 1 1_000

            and! fall =
                Setting.real "Validation:Fall" "a number greater than 0, at most 1" (fun x -> 0.0 < x && x <= 1.0)

            return
                {
                    Count = count
                    Every = every
                    Steps = steps
                    Fall = fall
                }
        }

    let private printValidation (validation: Validation) =
        [
            "Validation:Count", string validation.Count
            "Validation:Every", string validation.Every
            "Validation:Steps", string validation.Steps
            "Validation:Fall", Setting.text validation.Fall
        ]

    let private gan =
        setting {
            let! architecture = Setting.oneOf "Model:Architecture" architectures
            and! latentSize = Setting.count "Model:LatentSize" 1 8_192
            and! width = Setting.count "Model:Width" 1 8_192
            and! game = GameSettings.read
            and! generator = UpdateSettings.read "Generator"
            and! discriminator = UpdateSettings.read "Discriminator"
            and! average = average "Generator"

            return
                GanTask
                    {
                        Architecture = architecture
                        LatentSize = latentSize
                        Width = width
                        Game = game
                        Generator = generator
                        Discriminator = discriminator
                        Average = average
                    }
        }

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

                if training.Robust.Replays > 1 then
                    refuse "Robust:Replays" (string training.Robust.Replays) "1"

                if training.Robust.WeightPerturbation > 0.0 then
                    refuse "Robust:WeightPerturbation" (Setting.text training.Robust.WeightPerturbation) "0"

                if training.Robust.Precision <> Float32 then
                    refuse "Robust:Precision" "bfloat16" "float32"
        ]

    let private classifier =
        setting {
            let! architecture =
                Setting.oneOf "Classifier:Architecture" ClassifierArchitecture.named

            and! robust = RobustSettings.read
            and! attacker = attacker
            and! update = UpdateSettings.read "Classifier"
            and! average = average "Classifier"
            and! validation = validation

            return
                {
                    Architecture = architecture
                    Robust = robust
                    Attacker = attacker
                    Update = update
                    Average = average
                    Validation = validation
                }
        }
        |> Setting.check attacks
        |> Setting.map ClassifierTask

    let read =
        Setting.choose taskKey [ ganName, gan; classifierName, classifier ]
        |> Setting.check lookahead

    let print (task: TrainingTask) =
        match task with
        | GanTask gan ->
            [
                taskKey, ganName
                "Model:Architecture", Setting.name architectures gan.Architecture
                "Model:LatentSize", string gan.LatentSize
                "Model:Width", string gan.Width
            ]
            @ GameSettings.print gan.Game
            @ UpdateSettings.print "Generator" gan.Generator
            @ UpdateSettings.print "Discriminator" gan.Discriminator
            @ printAverage "Generator" gan.Average
        | ClassifierTask classifier ->
            [
                taskKey, classifierName
                "Classifier:Architecture", Setting.name ClassifierArchitecture.named classifier.Architecture
            ]
            @ RobustSettings.print classifier.Robust
            @ printAttacker classifier.Attacker
            @ UpdateSettings.print "Classifier" classifier.Update
            @ printAverage "Classifier" classifier.Average
            @ printValidation classifier.Validation

    let fitting (data: DataSet) (task: TrainingTask) =
        let refuse key value requirement =
            [
                {
                    Key = key
                    Value = value
                    Requirement = requirement
                }
            ]

        match data, task with
        | (Digits | Mnist), GanTask { Architecture = Mlp } ->
            refuse "Model:Architecture" "mlp" "digits28 for data of 28x28 images"
        | Ring, GanTask { Architecture = Digits28 } ->
            refuse "Model:Architecture" "digits28" "mlp for points in the plane"
        | Ring, ClassifierTask _ -> refuse "Data:Name" "ring" "a data set of images for a classifier: digits or mnist"
        | _, ClassifierTask { Architecture = ResNet20 } ->
            refuse
                "Classifier:Architecture"
                "resnet20"
                "small-cnn, madry-cnn or trades-cnn for grey images of 28x28 (it takes colour images of 32x32)"
        | _ -> []
