namespace Gan.Experiments

open Gan.Math.Losses
open Gan.Math.Penalties
open Gan.Math.Training
open Gan.Math.Turns

/// What the players of a GAN minimise, as settings have it.
[<NoComparison; NoEquality>]
type internal Rules =
    {
        Loss: ILoss
        RealLabel: float
        FakeLabel: float
        Game: Game
        CollapseSteps: int64
    }

/// Settings of a GAN: its networks, its game, its players.
[<RequireQualifiedAccess>]
module internal Gans =

    let private refuse key value requirement : Problem =
        {
            Key = key
            Value = value
            Requirement = requirement
        }

    let private architectureKey = "Model:Architecture"

    /// The adversarial loss of a section.
    let loss: Codec<ILoss, ILoss> =
        Codec.setting
            "Training:Loss"
            (Text.named _.Name Loss.named)
            NonSaturating.loss
            "What discriminator and generator minimise; docs/catalogue.md prints every one."

    let width: Codec<int, int> =
        Codec.setting
            "Model:Width"
            (Text.count 1 8_192)
            128
            "Hidden units of fully connected networks; channels of the others at half the images' side."

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

    let private normalisation: Codec<Normalisation, Normalisation> =
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

    let private mixture: Codec<LatentMixture option, LatentMixture option> =
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

    let private evaluation: Codec<SampleEvaluation option, SampleEvaluation option> =
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

    let private label key standard =
        Codec.setting key Text.share standard "Label of the cross-entropy losses: soft where it is neither 0 nor 1."

    // The loss, and both labels.
    let private labelled: Codec<GanTraining, ILoss * float * float> =
        codec {
            let! loss = loss |> Codec.by (fun (gan: GanTraining) -> gan.Loss)

            and! realLabel =
                label "Training:RealLabel" 1.0
                |> Codec.by (fun (gan: GanTraining) -> gan.RealLabel)

            and! fakeLabel =
                label "Training:FakeLabel" 0.0
                |> Codec.by (fun (gan: GanTraining) -> gan.FakeLabel)

            return loss, realLabel, fakeLabel
        }
        |> Codec.check (fun (loss, realLabel, fakeLabel) ->
            [
                if
                    not (loss.Traits.HasFlag LossTraits.CrossEntropy)
                    && not (realLabel = 1.0 && fakeLabel = 0.0)
                then
                    let soft =
                        [
                            for one in Loss.all do
                                if one.Traits.HasFlag LossTraits.CrossEntropy then
                                    one.Name
                        ]

                    refuse
                        "Training:RealLabel"
                        $"{realLabel} with Training:FakeLabel = {fakeLabel}"
                        $"1, with 0: Training:Loss = {loss.Name} has no soft labels ({Data.list soft} have)"
                if realLabel <= fakeLabel then
                    refuse
                        "Training:RealLabel"
                        (Text.number realLabel)
                        $"greater than Training:FakeLabel = {Text.number fakeLabel}"
            ])

    let private penalty: Codec<IPenalty, IPenalty> =
        codec {
            let! make =
                Codec.setting
                    "Training:Penalty"
                    (Text.named fst [ for name, make in Penalty.named -> name, (name, make) ])
                    ("none", fun _ -> Penalty.none)
                    "Penalty on the gradient of the discriminator's score, beside its loss."
                |> Codec.by (fun (penalty: IPenalty) -> penalty.Name, fun _ -> penalty)

            and! weight =
                Codec.setting
                    "Training:PenaltyWeight"
                    Text.notNegative
                    PenaltyConstants.unused.Weight
                    "Weight of the penalty: lambda, or gamma of r1 and r2."
                |> Codec.by (fun (penalty: IPenalty) -> penalty.Constants.Weight)

            and! target =
                Codec.setting
                    "Training:PenaltyTarget"
                    Text.notNegative
                    PenaltyConstants.unused.Target
                    "Wanted norm of the gradient."
                |> Codec.by (fun (penalty: IPenalty) -> penalty.Constants.Target)

            and! deviation =
                Codec.setting
                    "Training:PenaltyDeviation"
                    Text.notNegative
                    PenaltyConstants.unused.Deviation
                    "Standard deviation of DRAGAN's noise, in the unit of the samples."
                |> Codec.by (fun (penalty: IPenalty) -> penalty.Constants.Deviation)

            return
                (snd make)
                    {
                        Weight = weight
                        Target = target
                        Deviation = deviation
                    }
        }

    let private play: Codec<ITurn, ITurn> =
        codec {
            let! make =
                Codec.setting
                    "Training:Play"
                    (Text.named fst [ for name, make in Turn.named -> name, (name, make) ])
                    ("alternating", snd Turn.named.Head)
                    "The order in which the players move."
                |> Codec.by (fun (turn: ITurn) -> turn.Name, fun _ -> turn)

            and! weight =
                Codec.setting
                    "Training:CorrectionWeight"
                    Text.notNegative
                    Turns.unused.Weight
                    "Weight of the correction of consensus and symplectic."
                |> Codec.by (fun (turn: ITurn) -> turn.Constants.Weight)

            and! steps =
                Codec.setting
                    "Training:DiscriminatorSteps"
                    (Text.count 1 100)
                    Turns.unused.DiscriminatorSteps
                    "Updates of the discriminator a step of alternating."
                |> Codec.by (fun (turn: ITurn) -> turn.Constants.DiscriminatorSteps)

            return
                (snd make)
                    {
                        DiscriminatorSteps = steps
                        Weight = weight
                    },
                steps
        }
        |> Codec.check (fun (turn, steps) ->
            [
                if steps <> turn.Constants.DiscriminatorSteps then
                    refuse
                        "Training:DiscriminatorSteps"
                        (string steps)
                        $"1 with Training:Play = {turn.Name}, where both players move together"
            ])
        |> Codec.map fst

    let private rules: Codec<GanTraining, Rules> =
        codec {
            let! loss, realLabel, fakeLabel = labelled
            and! penalty = penalty |> Codec.by (fun (gan: GanTraining) -> gan.Game.Penalty)

            and! penaltyEvery =
                Codec.setting
                    "Training:PenaltyEvery"
                    (Text.count 1 1_000)
                    1
                    "Updates of the discriminator from one penalty to the next, each weighed by as many."
                |> Codec.by (fun (gan: GanTraining) -> gan.Game.PenaltyEvery)

            and! turn = play |> Codec.by (fun (gan: GanTraining) -> gan.Game.Turn)

            and! noiseDeviation =
                Codec.setting
                    "Training:NoiseDeviation"
                    Text.notNegative
                    0.0
                    "Standard deviation, at the first step, of the noise on all that the discriminator sees; 0 for none."
                |> Codec.by (fun (gan: GanTraining) -> gan.Game.NoiseDeviation)

            and! noiseSteps =
                Codec.setting
                    "Training:NoiseSteps"
                    (Text.whole 1L 1_000_000_000L)
                    1L
                    "Steps over which that noise fades to nothing."
                |> Codec.by (fun (gan: GanTraining) -> gan.Game.NoiseSteps)

            and! augmentations =
                Codec.setting
                    "Training:Augmentation"
                    (Text.oneOf Augmentation.policies)
                    []
                    "Random changes of all images that the discriminator sees (DiffAugment)."
                |> Codec.by (fun (gan: GanTraining) -> gan.Game.Augmentations)

            and! collapseSteps =
                Codec.setting
                    "Training:CollapseSteps"
                    (Text.whole 0L 1_000_000_000L)
                    200L
                    "A run stops when the steps that show one symptom of failure outnumber the rest by so many; 0 for never."
                |> Codec.mayChange
                |> Codec.by (fun (gan: GanTraining) -> gan.CollapseSteps)

            return
                {
                    Loss = loss
                    RealLabel = realLabel
                    FakeLabel = fakeLabel
                    CollapseSteps = collapseSteps
                    Game =
                        {
                            Loss = LabelSmoothing.decorate realLabel fakeLabel loss
                            Penalty = penalty
                            PenaltyEvery = penaltyEvery
                            Turn = turn
                            NoiseDeviation = noiseDeviation
                            NoiseSteps = noiseSteps
                            Augmentations = augmentations
                        }
                }
        }

    // What the settings of a GAN mean nothing with, or nothing good.
    let private fitting (vocabulary: Vocabulary) (gan: GanTraining) =
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
                refuse
                    "Training:NoiseSteps"
                    "1"
                    "the number of steps over which the noise fades, at least 2 with Training:NoiseDeviation > 0"

            if game.PenaltyEvery > 1 && game.Turn.MovesTogether then
                refuse
                    "Training:PenaltyEvery"
                    (string game.PenaltyEvery)
                    $"1 with Training:Play = {game.Turn.Name}, which compares the gradients of several points"

            if game.Turn.LooksAhead then
                for section, optimiser in [ "Generator", gan.Generator; "Discriminator", gan.Discriminator ] do
                    if optimiser.LookaheadEvery > 0L then
                        refuse
                            $"{section}:LookaheadEvery"
                            (string optimiser.LookaheadEvery)
                            $"0 with Training:Play = {game.Turn.Name}, whose points ahead it would move"

            if networks.Hidden > 0 && not (has GanTraits.Hidden) then
                refuse
                    "Model:Hidden"
                    (string networks.Hidden)
                    $"0, or {architectureKey} = {others GanTraits.Hidden}, whose networks have such layers"

            if networks.Width <> 128 && not (has GanTraits.Width) then
                refuse
                    "Model:Width"
                    (string networks.Width)
                    $"128, the default: the networks of {architecture.Name} have fixed widths"

            if networks.Depth <> 2 && not (has GanTraits.Depth) then
                refuse
                    "Model:Depth"
                    (string networks.Depth)
                    $"2, or {architectureKey} = {others GanTraits.Depth}, whose networks can have other numbers of hidden layers"

            if networks.Conditioning <> Unconditional && not (has GanTraits.Classes) then
                refuse
                    "Model:Conditioning"
                    (conditionings |> List.find (fun (_, one) -> one = networks.Conditioning) |> fst)
                    $"none, or {architectureKey} = {others GanTraits.Classes}, whose networks can take classes"

            if networks.Attention && not (has GanTraits.Attention) then
                refuse
                    "Model:Attention"
                    "both"
                    $"none, or {architectureKey} = {others GanTraits.Attention}, whose networks can have it"

            if
                networks.GeneratorConditioning = ConditionalBatchNorm
                && networks.Conditioning = Unconditional
            then
                refuse "Generator:Conditioning" "batch-normalisation" "concatenation where Model:Conditioning is none"

            if networks.Normalisation <> Customary && not (has GanTraits.Normalisation) then
                refuse
                    "Discriminator:Normalisation"
                    (snd (normalisation.Print networks.Normalisation).Head)
                    $"customary for {architecture.Name}, whose networks are fixed"

            if networks.Packing > 1 && not (has GanTraits.Packing) then
                refuse
                    "Discriminator:Packing"
                    (string networks.Packing)
                    $"1 for {architecture.Name}, whose networks are fixed"
            elif networks.Packing > 1 && networks.Conditioning <> Unconditional then
                refuse
                    "Discriminator:Packing"
                    (string networks.Packing)
                    "1, or Model:Conditioning = none: a pack would mix classes"

            if game.Augmentations <> [] && not (has GanTraits.Augmentation) then
                refuse
                    "Training:Augmentation"
                    (Augmentation.policies
                     |> List.find (fun (_, one) -> one = game.Augmentations)
                     |> fst)
                    "none for points in the plane"
        ]

    /// The settings of a GAN's task.
    let codec (vocabulary: Vocabulary) (data: Codec<IDataSet, IDataSet>) : Codec<GanTraining, GanTraining> =
        let ofNetworks (part: GanNetworks -> 'T) (setting: Codec<'T, 'T>) =
            setting |> Codec.by (fun (gan: GanTraining) -> part gan.Networks)

        codec {
            let! architecture =
                Data.architecture
                    architectureKey
                    "The pair of networks; auto takes the first that fits the data."
                    (fun (one: IGanArchitecture) -> one.Name)
                    (fun one data -> one.Fits data.Shape)
                    vocabulary.Gans
                    data
                |> Codec.by (fun (gan: GanTraining) -> gan.Architecture)

            and! latentSize =
                Codec.setting "Model:LatentSize" (Text.count 1 8_192) 100 "Length of the latent vector z."
                |> ofNetworks _.LatentSize

            and! mixture = mixture |> Codec.by (fun (gan: GanTraining) -> gan.Mixture)

            and! truncation =
                Codec.setting
                    "Sample:Truncation"
                    Text.part
                    1.0
                    "Truncation trick: below 1, samples are drawn nearer to the middle, with more precision and less recall."
                |> Codec.mayChange
                |> Codec.by (fun (gan: GanTraining) -> gan.Truncation)

            and! width = width |> ofNetworks _.Width

            and! depth =
                Codec.setting "Model:Depth" (Text.count 1 64) 2 "Hidden layers of fully connected networks."
                |> ofNetworks _.Depth

            and! hidden =
                Codec.setting
                    "Model:Hidden"
                    (Text.count 0 8_192)
                    0
                    "Units of a fully connected layer next to z and to the score; 0 for none."
                |> ofNetworks _.Hidden

            and! conditioning =
                Codec.setting
                    "Model:Conditioning"
                    (Text.oneOf conditionings)
                    Unconditional
                    "How the discriminator is told the class of a sample, or names it."
                |> ofNetworks _.Conditioning

            and! generatorConditioning =
                Codec.setting
                    "Generator:Conditioning"
                    (Text.oneOf generatorConditionings)
                    ClassBesideLatent
                    "How the generator takes the class."
                |> ofNetworks _.GeneratorConditioning

            and! attention =
                Codec.setting
                    "Model:Attention"
                    (Text.oneOf [ "none", false; "both", true ])
                    false
                    "Self-attention in both networks, at maps of 14x14 or 16x16."
                |> ofNetworks _.Attention

            and! classWeight =
                Codec.setting
                    "Training:ClassWeight"
                    Text.notNegative
                    1.0
                    "Weight of the auxiliary classifier in both players' losses."
                |> Codec.by (fun (gan: GanTraining) -> gan.ClassWeight)

            and! normalisation = normalisation |> ofNetworks _.Normalisation

            and! packing =
                Codec.setting
                    "Discriminator:Packing"
                    (Text.count 1 64)
                    1
                    "Samples of one side that are judged together (PacGAN); 1 for each by itself."
                |> ofNetworks _.Packing

            and! rules = rules

            and! generator =
                Player.optimiser "Generator" (Optimiser.adam 2e-4 0.5 0.999)
                |> Codec.by (fun (gan: GanTraining) -> gan.Generator)

            and! discriminator =
                Player.optimiser "Discriminator" (Optimiser.adam 2e-4 0.5 0.999)
                |> Codec.by (fun (gan: GanTraining) -> gan.Discriminator)

            and! average =
                Player.average "Generator" |> Codec.by (fun (gan: GanTraining) -> gan.Average)

            and! evaluation = evaluation |> Codec.by (fun (gan: GanTraining) -> gan.Evaluation)

            return
                {
                    Architecture = architecture
                    Networks =
                        {
                            LatentSize = latentSize
                            Width = width
                            Depth = depth
                            Hidden = hidden
                            Conditioning = conditioning
                            GeneratorConditioning = generatorConditioning
                            Attention = attention
                            Normalisation = normalisation
                            Packing = packing
                        }
                    Mixture = mixture
                    Truncation = truncation
                    ClassWeight = classWeight
                    Loss = rules.Loss
                    RealLabel = rules.RealLabel
                    FakeLabel = rules.FakeLabel
                    Game = rules.Game
                    CollapseSteps = rules.CollapseSteps
                    Generator = generator
                    Discriminator = discriminator
                    Average = average
                    Evaluation = evaluation
                }
        }
        |> Codec.check (fitting vocabulary)

    /// What is wrong with a GAN for some data.
    let ofData (vocabulary: Vocabulary) (data: IDataSet) (gan: GanTraining) =
        [
            yield!
                Data.network
                    architectureKey
                    [ for one in vocabulary.Gans -> one.Name, one.Fits data.Shape ]
                    gan.Architecture.Name
                    data

            if gan.Evaluation.IsSome && not (isNull data.Density) then
                refuse "Evaluation:Count" (string gan.Evaluation.Value.Count) "0 for points in the plane"

            if gan.Networks.Conditioning <> Unconditional && not (Data.hasClasses data) then
                refuse
                    "Model:Conditioning"
                    (conditionings
                     |> List.find (fun (_, one) -> one = gan.Networks.Conditioning)
                     |> fst)
                    (if data.Name = Data.imagesName then
                         "none, or Data:Classes at least 2, each a folder of its own"
                     else
                         "none for data without classes")

            if data.Name = Data.imagesName && gan.Evaluation.IsSome then
                refuse
                    "Evaluation:Count"
                    (string gan.Evaluation.Value.Count)
                    $"0 with Data:Name = {Data.imagesName}, which have no classifier to compare in"
        ]
