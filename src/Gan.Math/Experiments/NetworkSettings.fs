namespace Gan.Math.Experiments

[<RequireQualifiedAccess>]
module internal NetworkSettings =

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

    let private normalisations =
        [
            "customary", (fun _ -> Customary)
            "spectral", Spectral
            "none", (fun _ -> Unnormalised)
        ]

    let normalisation =
        Setting.onlyIf
            (fun make -> (make 1.0: Normalisation).IsSpectral)
            (Setting.oneOf "Discriminator:Normalisation" normalisations)
            (Setting.positive "Discriminator:SpectralNorm")
        |> Setting.map (fun (make, norm) -> make (Option.defaultValue 1.0 norm))

    let printNormalisation (normalisation: Normalisation) =
        match normalisation with
        | Customary -> [ "Discriminator:Normalisation", "customary" ]
        | Unnormalised -> [ "Discriminator:Normalisation", "none" ]
        | Spectral norm ->
            [
                "Discriminator:Normalisation", "spectral"
                "Discriminator:SpectralNorm", Setting.text norm
            ]

    let attentions = [ "none", false; "both", true ]
