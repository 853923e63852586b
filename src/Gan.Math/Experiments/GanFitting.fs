namespace Gan.Math.Experiments

open Gan.Math.Losses
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module internal GanFitting =

    let private refuse key value requirement =
        {
            Key = key
            Value = value
            Requirement = requirement
        }

    let alone (gan: GanTraining) =
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
                        (Setting.name NetworkSettings.conditionings gan.Conditioning)
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
                    (snd (NetworkSettings.printNormalisation gan.Normalisation).Head)
                    "customary for digits28, the networks of the article"

            if
                gan.Packing > 1
                && (gan.Architecture = Digits28 || gan.Conditioning <> Unconditional)
            then
                refuse
                    "Discriminator:Packing"
                    (string gan.Packing)
                    (if gan.Architecture = Digits28 then
                         "1 for digits28, the networks of the article"
                     else
                         "1, or Model:Conditioning = none: a pack would mix classes")

            if gan.Architecture = Mlp && gan.Game.Augmentations <> [] then
                refuse
                    "Training:Augmentation"
                    (Setting.name Augmentation.policies gan.Game.Augmentations)
                    "none for points in the plane"
        ]

    let ofData (data: DataSet) (gan: GanTraining) =
        [
            yield! DataSettings.network "Model:Architecture" Architecture.named Architecture.makes gan.Architecture data

            if gan.Evaluation.IsSome && (DataSet.mixture data).IsSome then
                refuse "Evaluation:Count" (string gan.Evaluation.Value.Count) "0 for points in the plane"

            if gan.Conditioning <> Unconditional && not (DataSet.hasClasses data) then
                refuse
                    "Model:Conditioning"
                    (Setting.name NetworkSettings.conditionings gan.Conditioning)
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
