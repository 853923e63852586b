namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Training

/// Checks of a GAN's settings: combinations that mean nothing, or nothing good.
[<RequireQualifiedAccess>]
module internal GanChecks =

    // What the settings of a GAN mean nothing with, or nothing good.
    let fitting (vocabulary: Vocabulary) (gan: GanTraining) =
        let networks, game, architecture = gan.Networks, gan.Game, gan.Architecture
        let has (traits: GanTraits) = architecture.Traits.HasFlag traits

        let others (traits: GanTraits) =
            [
                for one in vocabulary.Gans do
                    if one.Traits.HasFlag traits then
                        one.Name
            ]
            |> Data.list

        [
            if game.NoiseDeviation > 0.0 && game.NoiseSteps = 1L then
                Problem.create
                    "Training:NoiseSteps"
                    "1"
                    "the number of steps over which the noise fades, at least 2 with Training:NoiseDeviation > 0"

            if game.PenaltyEvery > 1 && game.Turn.MovesTogether then
                Problem.create
                    "Training:PenaltyEvery"
                    (string game.PenaltyEvery)
                    $"1 with Training:Play = {game.Turn.Name}, which compares the gradients of several points"

            if game.Turn.LooksAhead then
                for section, optimiser in [ "Generator", gan.Generator; "Discriminator", gan.Discriminator ] do
                    if optimiser.LookaheadEvery > 0L then
                        Problem.create
                            $"{section}:LookaheadEvery"
                            (string optimiser.LookaheadEvery)
                            $"0 with Training:Play = {game.Turn.Name}, whose points ahead it would move"

            if networks.Hidden > 0 && not (has GanTraits.Hidden) then
                Problem.create
                    "Model:Hidden"
                    (string networks.Hidden)
                    $"0, or {GanParts.architectureKey} = {others GanTraits.Hidden}, whose networks have such layers"

            if networks.Width <> 128 && not (has GanTraits.Width) then
                Problem.create
                    "Model:Width"
                    (string networks.Width)
                    $"128, the default: the networks of {architecture.Name} have fixed widths"

            if networks.Depth <> 2 && not (has GanTraits.Depth) then
                Problem.create
                    "Model:Depth"
                    (string networks.Depth)
                    $"2, or {GanParts.architectureKey} = {others GanTraits.Depth}, whose networks can have other numbers of hidden layers"

            if networks.Conditioning <> Unconditional && not (has GanTraits.Classes) then
                Problem.create
                    "Model:Conditioning"
                    (GanParts.conditionings
                     |> List.find (fun (_, one) -> one = networks.Conditioning)
                     |> fst)
                    $"none, or {GanParts.architectureKey} = {others GanTraits.Classes}, whose networks can take classes"

            if networks.Attention && not (has GanTraits.Attention) then
                Problem.create
                    "Model:Attention"
                    "both"
                    $"none, or {GanParts.architectureKey} = {others GanTraits.Attention}, whose networks can have it"

            if
                networks.GeneratorConditioning = ConditionalBatchNorm
                && networks.Conditioning = Unconditional
            then
                Problem.create
                    "Generator:Conditioning"
                    "batch-normalisation"
                    "concatenation where Model:Conditioning is none"

            if networks.Normalisation <> Customary && not (has GanTraits.Normalisation) then
                Problem.create
                    "Discriminator:Normalisation"
                    (snd (GanParts.normalisation.Print networks.Normalisation).Head)
                    $"customary for {architecture.Name}, whose networks are fixed"

            if networks.Packing > 1 && not (has GanTraits.Packing) then
                Problem.create
                    "Discriminator:Packing"
                    (string networks.Packing)
                    $"1 for {architecture.Name}, whose networks are fixed"
            elif networks.Packing > 1 && networks.Conditioning <> Unconditional then
                Problem.create
                    "Discriminator:Packing"
                    (string networks.Packing)
                    "1, or Model:Conditioning = none: a pack would mix classes"

            if game.Augmentations <> [] && not (has GanTraits.Augmentation) then
                Problem.create
                    "Training:Augmentation"
                    (Augmentation.policies
                     |> List.find (fun (_, one) -> one = game.Augmentations)
                     |> fst)
                    "none for points in the plane"
        ]

    /// Problems of a GAN with some data.
    let ofData (vocabulary: Vocabulary) (data: IDataSet) (gan: GanTraining) =
        [
            yield!
                Data.network
                    GanParts.architectureKey
                    [ for one in vocabulary.Gans -> one.Name, one.Fits data.Shape ]
                    gan.Architecture.Name
                    data

            if gan.Evaluation.IsSome && not (isNull data.Density) then
                Problem.create "Evaluation:Count" (string gan.Evaluation.Value.Count) "0 for points in the plane"

            if gan.Networks.Conditioning <> Unconditional && not (Data.hasClasses data) then
                Problem.create
                    "Model:Conditioning"
                    (GanParts.conditionings
                     |> List.find (fun (_, one) -> one = gan.Networks.Conditioning)
                     |> fst)
                    (if data.Name = Data.imagesName then
                         "none, or Data:Classes at least 2, each a folder of its own"
                     else
                         "none for data without classes")

            if data.Name = Data.imagesName && gan.Evaluation.IsSome then
                Problem.create
                    "Evaluation:Count"
                    (string gan.Evaluation.Value.Count)
                    $"0 with Data:Name = {Data.imagesName}, which have no classifier to compare in"
        ]
