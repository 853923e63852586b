namespace Gan.Experiments

open Gan.Math.Training

/// Settings that a GAN's task is put together from: its networks, its latents, what its samples are compared with.
[<RequireQualifiedAccess>]
module internal GanParts =

    let architectureKey = "Model:Architecture"

    let width: Codec<int, int> =
        Codec.setting
            "Model:Width"
            (Text.count 1 8_192)
            128
            "Hidden units of fully connected networks; channels of the others at half the images' side."

    let conditionings =
        [
            "none", Unconditional
            "concatenation", Concatenation
            "projection", Projection
            "auxiliary-classifier", AuxiliaryClassifier
        ]

    let generatorConditionings =
        [
            "concatenation", ClassBesideLatent
            "batch-normalisation", ConditionalBatchNorm
        ]

    let normalisation: Codec<Normalisation, Normalisation> =
        Codec.onlyIf
            (fun name -> name = "spectral")
            (Codec.setting
                "Discriminator:Normalisation"
                (Text.oneOf [ for name in [ "customary"; "spectral"; "none" ] -> name, name ])
                "customary"
                "What the discriminator's layers are normalised by: what its article has, spectral norms, or nothing.")
            (Codec.setting "Discriminator:SpectralNorm" Text.positive 1.0 "Spectral norm of each layer's weights.")
            (function
            | Customary -> "customary", None
            | Unnormalised -> "none", None
            | Spectral norm -> "spectral", Some norm)
            (fun name norm ->
                match name, norm with
                | "spectral", Some norm -> Spectral norm
                | "none", _ -> Unnormalised
                | _ -> Customary)

    let mixture: Codec<LatentMixture option, LatentMixture option> =
        Codec.onlyIf
            (fun components -> components > 0)
            (Codec.setting
                "Model:LatentComponents"
                (Text.count 0 100_000)
                0
                "Components of the mixture that z is drawn from; 0 for a standard normal density.")
            (Codec.setting "Model:LatentDeviation" Text.notNegative 1.0 "Standard deviation of each component.")
            (function
            | None -> 0, None
            | Some mixture -> mixture.Components, Some mixture.Deviation)
            (fun components deviation ->
                deviation
                |> Option.map (fun deviation ->
                    {
                        Components = components
                        Deviation = deviation
                    }))

    let evaluation: Codec<SampleEvaluation option, SampleEvaluation option> =
        Codec.onlyIf
            (fun count -> count > 0)
            (Codec.setting
                "Evaluation:Count"
                (Text.count 0 100_000)
                0
                "Samples that are compared with training images during training, to keep the best generator; 0 for none.")
            (Codec.setting
                "Evaluation:Every"
                (Text.whole 1L 1_000_000_000L)
                500L
                "Steps from one comparison to the next.")
            (function
            | None -> 0, None
            | Some evaluation -> evaluation.Count, Some evaluation.Every)
            (fun count every -> every |> Option.map (fun every -> { Count = count; Every = every }))
