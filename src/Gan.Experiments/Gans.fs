namespace Gan.Experiments

open Gan.Math.Training

/// Settings of a GAN: its networks, its game, its players.
[<RequireQualifiedAccess>]
module internal Gans =

    // Settings that hold a part of their owner.
    let private ofGan (part: GanTraining -> 'T) = Codec.field part

    let private ofNetworks (part: GanNetworks -> 'T) =
        Codec.field (fun (gan: GanTraining) -> part gan.Networks)

    /// The settings of a GAN's task.
    let codec (vocabulary: Vocabulary) (data: Codec<IDataSet, IDataSet>) : Codec<GanTraining, GanTraining> =

        codec {
            let! architecture =
                Data.architecture
                    GanParts.architectureKey
                    "The pair of networks; auto takes the first that fits the data."
                    (fun (one: IGanArchitecture) -> one.Name)
                    (fun one data -> one.Fits data.Shape)
                    vocabulary.Gans
                    data
                |> Codec.by (fun (gan: GanTraining) -> gan.Architecture)

            and! latentSize =
                ofNetworks _.LatentSize "Model:LatentSize" (Text.count 1 8_192) 100 "Length of the latent vector z."

            and! mixture = GanParts.mixture |> Codec.by (fun (gan: GanTraining) -> gan.Mixture)

            and! truncation =
                ofGan
                    _.Truncation
                    "Sample:Truncation"
                    Text.part
                    1.0
                    "Truncation trick: below 1, samples are drawn nearer to the middle, with more precision and less recall."
                |> Codec.mayChange

            and! width =
                GanParts.width |> Codec.by (fun (gan: GanTraining) -> gan.Networks.Width)

            and! depth =
                ofNetworks _.Depth "Model:Depth" (Text.count 1 64) 2 "Hidden layers of fully connected networks."

            and! hidden =
                ofNetworks
                    _.Hidden
                    "Model:Hidden"
                    (Text.count 0 8_192)
                    0
                    "Units of a fully connected layer next to z and to the score; 0 for none."

            and! conditioning =
                ofNetworks
                    _.Conditioning
                    "Model:Conditioning"
                    (Text.oneOf GanParts.conditionings)
                    Unconditional
                    "How the discriminator is told the class of a sample, or names it."

            and! generatorConditioning =
                ofNetworks
                    _.GeneratorConditioning
                    "Generator:Conditioning"
                    (Text.oneOf GanParts.generatorConditionings)
                    ClassBesideLatent
                    "How the generator takes the class."

            and! attention =
                ofNetworks
                    _.Attention
                    "Model:Attention"
                    (Text.oneOf [ "none", false; "both", true ])
                    false
                    "Self-attention in both networks, at maps of 14x14 or 16x16."

            and! classWeight =
                ofGan
                    _.ClassWeight
                    "Training:ClassWeight"
                    Text.notNegative
                    1.0
                    "Weight of the auxiliary classifier in both players' losses."

            and! normalisation =
                GanParts.normalisation
                |> Codec.by (fun (gan: GanTraining) -> gan.Networks.Normalisation)

            and! packing =
                ofNetworks
                    _.Packing
                    "Discriminator:Packing"
                    (Text.count 1 64)
                    1
                    "Samples of one side that are judged together (PacGAN); 1 for each by itself."

            and! rules = Games.rules

            and! generator =
                Player.optimiser "Generator" (Optimiser.adam 2e-4 0.5 0.999)
                |> Codec.by (fun (gan: GanTraining) -> gan.Generator)

            and! discriminator =
                Player.optimiser "Discriminator" (Optimiser.adam 2e-4 0.5 0.999)
                |> Codec.by (fun (gan: GanTraining) -> gan.Discriminator)

            and! average =
                Player.average "Generator" |> Codec.by (fun (gan: GanTraining) -> gan.Average)

            and! evaluation =
                GanParts.evaluation |> Codec.by (fun (gan: GanTraining) -> gan.Evaluation)

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
        |> Codec.check (GanChecks.fitting vocabulary)
