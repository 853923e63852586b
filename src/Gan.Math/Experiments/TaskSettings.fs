namespace Gan.Math.Experiments

open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal TaskSettings =

    let private taskKey = "Training:Task"
    let private ganName, classifierName, advGanName = "gan", "classifier", "advgan"
    let private architectures = [ "digits28", Digits28; "dcgan28", Dcgan28; "mlp", Mlp ]

    let private conditionings =
        [
            "none", Unconditional
            "concatenation", Concatenation
            "projection", Projection
        ]

    let private normalisations =
        [ "customary", Customary; "spectral", Spectral; "none", Unnormalised ]

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

    let private gan =
        setting {
            let! architecture = Setting.oneOf "Model:Architecture" architectures
            and! latentSize = Setting.count "Model:LatentSize" 1 8_192
            and! width = Setting.count "Model:Width" 1 8_192
            and! hidden = Setting.count "Model:Hidden" 0 8_192
            and! conditioning = Setting.oneOf "Model:Conditioning" conditionings
            and! normalisation = Setting.oneOf "Discriminator:Normalisation" normalisations
            and! game = GameSettings.read
            and! generator = UpdateSettings.read "Generator"
            and! discriminator = UpdateSettings.read "Discriminator"
            and! average = AverageSettings.read "Generator"

            return
                GanTask
                    {
                        Architecture = architecture
                        LatentSize = latentSize
                        Width = width
                        Hidden = hidden
                        Conditioning = conditioning
                        Normalisation = normalisation
                        Game = game
                        Generator = generator
                        Discriminator = discriminator
                        Average = average
                    }
        }

    let read =
        Setting.choose
            taskKey
            [
                ganName, gan
                classifierName, Setting.map ClassifierTask ClassifierSettings.read
                advGanName, Setting.map AdvGanTask AdvGanSettings.read
            ]
        |> Setting.check lookahead

    let print (task: TrainingTask) =
        match task with
        | GanTask gan ->
            [
                taskKey, ganName
                "Model:Architecture", Setting.name architectures gan.Architecture
                "Model:LatentSize", string gan.LatentSize
                "Model:Width", string gan.Width
                "Model:Hidden", string gan.Hidden
                "Model:Conditioning", Setting.name conditionings gan.Conditioning
                "Discriminator:Normalisation", Setting.name normalisations gan.Normalisation
            ]
            @ GameSettings.print gan.Game
            @ UpdateSettings.print "Generator" gan.Generator
            @ UpdateSettings.print "Discriminator" gan.Discriminator
            @ AverageSettings.print "Generator" gan.Average
        | ClassifierTask classifier -> (taskKey, classifierName) :: ClassifierSettings.print classifier
        | AdvGanTask advGan -> (taskKey, advGanName) :: AdvGanSettings.print advGan

    let fitting (named: (string * DataSet) list) (data: DataSet) (task: TrainingTask) =
        let refuse key value requirement =
            [
                {
                    Key = key
                    Value = value
                    Requirement = requirement
                }
            ]

        match (DataSet.mixture data).IsSome, task with
        | false, GanTask { Architecture = Mlp } ->
            refuse "Model:Architecture" "mlp" "digits28 or dcgan28 for data of 28x28 images"
        | true,
          GanTask {
                      Architecture = (Digits28 | Dcgan28) as architecture
                  } ->
            refuse "Model:Architecture" (Setting.name architectures architecture) "mlp for points in the plane"
        | _,
          GanTask {
                      Architecture = Digits28 | Mlp
                      Hidden = hidden
                  } when hidden > 0 ->
            refuse "Model:Hidden" (string hidden) "0, or Model:Architecture = dcgan28, whose networks have such layers"
        | _,
          GanTask {
                      Architecture = Digits28 | Mlp
                      Conditioning = (Concatenation | Projection) as conditioning
                  } ->
            refuse
                "Model:Conditioning"
                (Setting.name conditionings conditioning)
                "none, or Model:Architecture = dcgan28, whose networks can take classes"
        | _,
          GanTask {
                      Architecture = Digits28
                      Normalisation = (Spectral | Unnormalised) as normalisation
                  } ->
            refuse
                "Discriminator:Normalisation"
                (Setting.name normalisations normalisation)
                "customary for digits28, the networks of the article"
        | true, ClassifierTask _ ->
            refuse "Data:Name" (Setting.name named data) "a data set of images for a classifier: digits or mnist"
        | true, AdvGanTask _ ->
            refuse "Data:Name" (Setting.name named data) "a data set of images to perturb: digits or mnist"
        | _, ClassifierTask { Architecture = ResNet20 } ->
            refuse
                "Classifier:Architecture"
                "resnet20"
                "small-cnn, madry-cnn or trades-cnn for grey images of 28x28 (it takes colour images of 32x32)"
        | _ -> []
