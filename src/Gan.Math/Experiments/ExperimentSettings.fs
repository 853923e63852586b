namespace Gan.Math.Experiments

open System.Globalization
open Gan.Math.Losses
open Gan.Math.Updates

[<RequireQualifiedAccess>]
module ExperimentSettings =

    let private dataSets = [ "digits", Digits; "mnist", Mnist; "ring", Ring ]
    let private architectures = [ "digits28", Digits28; "mlp", Mlp ]
    let private billion = 1_000_000_000L

    let private positive (key: string) =
        Setting.real key "a number greater than 0" (fun x -> x > 0.0)

    let private decay (key: string) =
        Setting.real key "a number from 0 up to, not including, 1" (fun x -> 0.0 <= x && x < 1.0)

    let private network (section: string) =
        setting {
            let! rule = Setting.oneOf $"{section}:Update" UpdateRule.named
            and! rate = positive $"{section}:LearningRate"
            and! beta1 = decay $"{section}:Beta1"
            and! beta2 = decay $"{section}:Beta2"
            // Below, 32-bit floats lose it, and Adam divides zero by zero.
            and! epsilon =
                Setting.real $"{section}:Epsilon" "a number from 1e-30 up" (fun x -> x >= 1e-30)

            let adam =
                {
                    Beta1 = beta1
                    Beta2 = beta2
                    Epsilon = epsilon
                }

            return
                {
                    Rule = rule adam
                    LearningRate = rate
                }
        }

    let private duration =
        setting {
            let! steps = Setting.wholeNumber "Training:Steps" 0L billion
            and! epochs = Setting.count "Training:Epochs" 0 1_000_000
            return steps, epochs
        }
        |> Setting.check (fun (steps, epochs) ->
            if (steps > 0L) <> (epochs > 0) then
                []
            else
                [
                    {
                        Key = "Training:Steps"
                        Value = $"{steps} with Training:Epochs = {epochs}"
                        Requirement = "exactly one of the two greater than 0 (set the other to 0)"
                    }
                ])
        |> Setting.map (fun (steps, epochs) -> if steps > 0L then Steps steps else Epochs epochs)

    let private cadence =
        setting {
            let! report = Setting.wholeNumber "Report:Every" 1L billion
            and! sample = Setting.wholeNumber "Sample:Every" 1L billion
            and! count = Setting.count "Sample:Count" 1 10_000
            and! checkpoint = Setting.wholeNumber "Checkpoint:Every" 1L billion
            and! keep = Setting.count "Checkpoint:Keep" 2 1_000

            return
                {
                    ReportEvery = report
                    SampleEvery = sample
                    SampleCount = count
                    CheckpointEvery = checkpoint
                    CheckpointKeep = keep
                }
        }

    let private fitting (experiment: Experiment) =
        [
            match experiment.Data, experiment.Architecture with
            | (Digits | Mnist), Mlp ->
                {
                    Key = "Model:Architecture"
                    Value = "mlp"
                    Requirement = "digits28 for data of 28x28 images"
                }
            | Ring, Digits28 ->
                {
                    Key = "Model:Architecture"
                    Value = "digits28"
                    Requirement = "mlp for points in the plane"
                }
            | _ -> ()
            if experiment.Data <> Mnist && experiment.BatchSize > experiment.DataCount then
                {
                    Key = "Training:BatchSize"
                    Value = string experiment.BatchSize
                    Requirement = $"at most Data:Count = {experiment.DataCount}"
                }
        ]

    let private reader =
        setting {
            let! data = Setting.oneOf "Data:Name" dataSets
            and! dataCount = Setting.count "Data:Count" 2 2_000_000
            and! architecture = Setting.oneOf "Model:Architecture" architectures
            and! latentSize = Setting.count "Model:LatentSize" 1 8_192
            and! width = Setting.count "Model:Width" 1 8_192
            and! loss = Setting.oneOf "Training:Loss" AdversarialLoss.named
            and! discriminatorSteps = Setting.count "Training:DiscriminatorSteps" 1 100
            and! batchSize = Setting.count "Training:BatchSize" 2 65_536
            and! seed = Setting.seed "Training:Seed"
            and! duration = duration
            and! generator = network "Generator"
            and! discriminator = network "Discriminator"
            and! cadence = cadence

            return
                {
                    Data = data
                    DataCount = dataCount
                    Architecture = architecture
                    LatentSize = latentSize
                    Width = width
                    Loss = loss
                    DiscriminatorSteps = discriminatorSteps
                    BatchSize = batchSize
                    Seed = seed
                    Duration = duration
                    Generator = generator
                    Discriminator = discriminator
                    Cadence = cadence
                }
        }
        |> Setting.check fitting

    let keys = reader.Keys

    let read (settings: Map<string, string>) = Setting.readAll reader settings

    let private name (named: (string * 'T) list) (value: 'T) =
        named |> List.find (fun (_, candidate) -> candidate = value) |> fst

    let private text (value: float) =
        value.ToString("R", CultureInfo.InvariantCulture)

    let private networkSettings (section: string) (network: NetworkUpdate) =
        // Rules without decays print Adam's defaults, so that every key is always there.
        let adam =
            match network.Rule with
            | Sgd ->
                {
                    Beta1 = 0.9
                    Beta2 = 0.999
                    Epsilon = 1e-8
                }
            | Adam adam -> adam

        [
            $"{section}:Update", UpdateRule.name network.Rule
            $"{section}:LearningRate", text network.LearningRate
            $"{section}:Beta1", text adam.Beta1
            $"{section}:Beta2", text adam.Beta2
            $"{section}:Epsilon", text adam.Epsilon
        ]

    let print (experiment: Experiment) =
        let steps, epochs =
            match experiment.Duration with
            | Steps steps -> steps, 0
            | Epochs epochs -> 0L, epochs

        [
            "Data:Name", name dataSets experiment.Data
            "Data:Count", string experiment.DataCount
            "Model:Architecture", name architectures experiment.Architecture
            "Model:LatentSize", string experiment.LatentSize
            "Model:Width", string experiment.Width
            "Training:Loss", name AdversarialLoss.named experiment.Loss
            "Training:DiscriminatorSteps", string experiment.DiscriminatorSteps
            "Training:BatchSize", string experiment.BatchSize
            "Training:Seed", string experiment.Seed
            "Training:Steps", string steps
            "Training:Epochs", string epochs
        ]
        @ networkSettings "Generator" experiment.Generator
        @ networkSettings "Discriminator" experiment.Discriminator
        @ [
            "Report:Every", string experiment.Cadence.ReportEvery
            "Sample:Every", string experiment.Cadence.SampleEvery
            "Sample:Count", string experiment.Cadence.SampleCount
            "Checkpoint:Every", string experiment.Cadence.CheckpointEvery
            "Checkpoint:Keep", string experiment.Cadence.CheckpointKeep
        ]

    let mayChangeOnResume (key: string) =
        List.contains key [ "Training:Steps"; "Training:Epochs" ]
        || List.exists (fun (section: string) -> key.StartsWith section) [ "Report:"; "Sample:"; "Checkpoint:" ]

    let differences (before: Experiment) (now: Experiment) =
        List.zip (print before) (print now)
        |> List.filter (fun ((key, old), (_, current)) -> old <> current && not (mayChangeOnResume key))
        |> List.map (fun ((key, old), (_, current)) -> key, old, current)
