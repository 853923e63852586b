namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal GanSettings =

    let private conditionings =
        [
            "none", Unconditional
            "concatenation", Concatenation
            "projection", Projection
            "auxiliary-classifier", AuxiliaryClassifier
        ]

    let private generatorConditionings =
        [
            "concatenation", ClassBesideLatent
            "batch-normalisation", ConditionalBatchNorm
        ]

    let private normalisations =
        [
            "customary", (fun _ -> Customary)
            "spectral", Spectral
            "none", (fun _ -> Unnormalised)
        ]

    let private normalisation =
        Setting.onlyIf
            (fun make -> (make 1.0: Normalisation).IsSpectral)
            (Setting.oneOf "Discriminator:Normalisation" normalisations)
            (Setting.positive "Discriminator:SpectralNorm")
        |> Setting.map (fun (make, norm) -> make (Option.defaultValue 1.0 norm))

    let private normalisationSettings (normalisation: Normalisation) =
        match normalisation with
        | Customary -> [ "Discriminator:Normalisation", "customary" ]
        | Unnormalised -> [ "Discriminator:Normalisation", "none" ]
        | Spectral norm ->
            [
                "Discriminator:Normalisation", "spectral"
                "Discriminator:SpectralNorm", Setting.text norm
            ]

    let private attentions = [ "none", false; "both", true ]

    let private evaluation =
        Setting.onlyIf
            (fun count -> count > 0)
            (Setting.count "Evaluation:Count" 0 100_000)
            (Setting.wholeNumber "Evaluation:Every" 1L 1_000_000_000L)
        |> Setting.map (fun (count, every) -> every |> Option.map (fun every -> { Count = count; Every = every }))

    let private mixture =
        Setting.onlyIf
            (fun components -> components > 0)
            (Setting.count "Model:LatentComponents" 0 100_000)
            (Setting.notNegative "Model:LatentDeviation")
        |> Setting.map (fun (components, deviation) ->
            deviation
            |> Option.map (fun deviation ->
                {
                    Components = components
                    Deviation = deviation
                }))

    let private refuse key value requirement =
        {
            Key = key
            Value = value
            Requirement = requirement
        }

    let private alone (gan: GanTraining) =
        [
            let play = gan.Game.Play

            if play = Extragradient || play = ExtrapolationFromThePast then
                for section, update in [ "Generator", gan.Generator; "Discriminator", gan.Discriminator ] do
                    if update.LookaheadEvery > 0L then
                        refuse
                            $"{section}:LookaheadEvery"
                            (string update.LookaheadEvery)
                            $"0 with Training:Play = {Play.name play}, whose points ahead it would move"

            let layered =
                match gan.Architecture with
                | Dcgan28
                | Dcgan32
                | Dcgan64 -> true
                | Digits28
                | Resnet32
                | Mlp -> false

            if gan.Hidden > 0 && not layered then
                refuse
                    "Model:Hidden"
                    (string gan.Hidden)
                    "0, or Model:Architecture = dcgan28, dcgan32 or dcgan64, whose networks have such layers"

            if gan.Width <> 128 && gan.Architecture = Digits28 then
                refuse
                    "Model:Width"
                    (string gan.Width)
                    "128, the default, which digits28, the networks of the article, do not look at"

            if gan.Depth <> 2 && gan.Architecture <> Mlp then
                refuse
                    "Model:Depth"
                    (string gan.Depth)
                    "2, or Model:Architecture = mlp, whose networks can have other numbers of hidden layers"

            if not (layered || gan.Architecture = Resnet32) then
                let others = "Model:Architecture = dcgan28, dcgan32, dcgan64 or resnet32"

                if gan.Conditioning <> Unconditional then
                    refuse
                        "Model:Conditioning"
                        (Setting.name conditionings gan.Conditioning)
                        $"none, or {others}, whose networks can take classes"

                if gan.Attention then
                    refuse "Model:Attention" "both" $"none, or {others}, whose networks can have it"

            if
                gan.GeneratorConditioning = ConditionalBatchNorm
                && gan.Conditioning = Unconditional
            then
                refuse "Generator:Conditioning" "batch-normalisation" "concatenation where Model:Conditioning is none"

            if gan.Architecture = Digits28 && gan.Normalisation <> Customary then
                refuse
                    "Discriminator:Normalisation"
                    (snd (normalisationSettings gan.Normalisation).Head)
                    "customary for digits28, the networks of the article"

            if gan.Architecture = Mlp && gan.Game.Augmentations <> [] then
                refuse
                    "Training:Augmentation"
                    (Setting.name Augmentation.policies gan.Game.Augmentations)
                    "none for points in the plane"
        ]

    let read =
        setting {
            let! architecture = Setting.oneOf "Model:Architecture" Architecture.named
            and! latentSize = Setting.count "Model:LatentSize" 1 8_192
            and! mixture = mixture

            and! truncation =
                Setting.real "Sample:Truncation" "a number greater than 0, at most 1" (fun x -> 0.0 < x && x <= 1.0)

            and! width = Setting.count "Model:Width" 1 8_192
            and! depth = Setting.count "Model:Depth" 1 64
            and! hidden = Setting.count "Model:Hidden" 0 8_192
            and! conditioning = Setting.oneOf "Model:Conditioning" conditionings

            and! generatorConditioning =
                Setting.oneOf "Generator:Conditioning" generatorConditionings

            and! attention = Setting.oneOf "Model:Attention" attentions
            and! classWeight = Setting.notNegative "Training:ClassWeight"
            and! normalisation = normalisation
            and! game = GameSettings.read
            and! generator = UpdateSettings.read "Generator"
            and! discriminator = UpdateSettings.read "Discriminator"
            and! average = AverageSettings.read "Generator"
            and! evaluation = evaluation

            return
                {
                    Architecture = architecture
                    LatentSize = latentSize
                    Mixture = mixture
                    Truncation = truncation
                    Width = width
                    Depth = depth
                    Hidden = hidden
                    Conditioning = conditioning
                    GeneratorConditioning = generatorConditioning
                    ClassWeight = classWeight
                    Attention = attention
                    Normalisation = normalisation
                    Game = game
                    Generator = generator
                    Discriminator = discriminator
                    Average = average
                    Evaluation = evaluation
                }
        }
        |> Setting.check alone

    let private mixtureSettings (mixture: LatentMixture option) =
        match mixture with
        | None -> [ "Model:LatentComponents", "0" ]
        | Some mixture ->
            [
                "Model:LatentComponents", string mixture.Components
                "Model:LatentDeviation", Setting.text mixture.Deviation
            ]

    let print (gan: GanTraining) =
        [
            "Model:Architecture", Setting.name Architecture.named gan.Architecture
            "Model:LatentSize", string gan.LatentSize
            yield! mixtureSettings gan.Mixture
            "Sample:Truncation", Setting.text gan.Truncation
            "Model:Width", string gan.Width
            "Model:Depth", string gan.Depth
            "Model:Hidden", string gan.Hidden
            "Model:Conditioning", Setting.name conditionings gan.Conditioning
            "Generator:Conditioning", Setting.name generatorConditionings gan.GeneratorConditioning
            "Model:Attention", Setting.name attentions gan.Attention
            "Training:ClassWeight", Setting.text gan.ClassWeight
            yield! normalisationSettings gan.Normalisation
        ]
        @ GameSettings.print gan.Game
        @ UpdateSettings.print "Generator" gan.Generator
        @ UpdateSettings.print "Discriminator" gan.Discriminator
        @ AverageSettings.print "Generator" gan.Average
        @ match gan.Evaluation with
          | None -> [ "Evaluation:Count", "0" ]
          | Some evaluation ->
              [
                  "Evaluation:Count", string evaluation.Count
                  "Evaluation:Every", string evaluation.Every
              ]

    let fitting (data: DataSet) (gan: GanTraining) =
        [
            yield! DataSettings.network "Model:Architecture" Architecture.named Architecture.makes gan.Architecture data

            if gan.Evaluation.IsSome && (DataSet.mixture data).IsSome then
                refuse "Evaluation:Count" (string gan.Evaluation.Value.Count) "0 for points in the plane"

            if gan.Conditioning <> Unconditional && not (DataSet.hasClasses data) then
                refuse
                    "Model:Conditioning"
                    (Setting.name conditionings gan.Conditioning)
                    (match data with
                     | Images _ -> "none, or Data:Classes at least 2, each a folder of its own"
                     | _ -> "none for data without classes")

            match data with
            | Images _ when gan.Evaluation.IsSome ->
                refuse
                    "Evaluation:Count"
                    (string gan.Evaluation.Value.Count)
                    "0 with Data:Name = images, which have no classifier to compare in"
            | _ -> ()
        ]
