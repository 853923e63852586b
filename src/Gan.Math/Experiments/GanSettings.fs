namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal GanSettings =

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
            and! conditioning = Setting.oneOf "Model:Conditioning" NetworkSettings.conditionings

            and! generatorConditioning =
                Setting.oneOf "Generator:Conditioning" NetworkSettings.generatorConditionings

            and! attention = Setting.oneOf "Model:Attention" NetworkSettings.attentions
            and! classWeight = Setting.notNegative "Training:ClassWeight"
            and! normalisation = NetworkSettings.normalisation
            and! packing = Setting.count "Discriminator:Packing" 1 64
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
                    Packing = packing
                    Game = game
                    Generator = generator
                    Discriminator = discriminator
                    Average = average
                    Evaluation = evaluation
                }
        }
        |> Setting.check GanFitting.alone

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
            "Model:Conditioning", Setting.name NetworkSettings.conditionings gan.Conditioning
            "Generator:Conditioning", Setting.name NetworkSettings.generatorConditionings gan.GeneratorConditioning
            "Model:Attention", Setting.name NetworkSettings.attentions gan.Attention
            "Training:ClassWeight", Setting.text gan.ClassWeight
            yield! NetworkSettings.printNormalisation gan.Normalisation
            "Discriminator:Packing", string gan.Packing
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
