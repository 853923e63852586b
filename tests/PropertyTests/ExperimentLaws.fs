module Gan.PropertyTests.ExperimentLaws

open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Math.Experiments
open Gan.PropertyTests.Generators

let private valid =
    Map
        [
            "Data:Name", "digits"
            "Data:Count", "1000"
            "Model:Architecture", "digits28"
            "Model:LatentSize", "100"
            "Model:Width", "128"
            "Training:Loss", "non-saturating"
            "Training:DiscriminatorSteps", "1"
            "Training:BatchSize", "32"
            "Training:Seed", "18446744073709551615"
            "Training:Steps", "20"
            "Training:Epochs", "0"
            "Generator:Update", "adam"
            "Generator:LearningRate", "0.0002"
            "Generator:Beta1", "0.5"
            "Generator:Beta2", "0.999"
            "Generator:Epsilon", "1E-08"
            "Discriminator:Update", "adam"
            "Discriminator:LearningRate", "0.0002"
            "Discriminator:Beta1", "0.5"
            "Discriminator:Beta2", "0.999"
            "Discriminator:Epsilon", "1E-08"
            "Report:Every", "1"
            "Sample:Every", "10"
            "Sample:Count", "16"
            "Checkpoint:Every", "5"
            "Checkpoint:Keep", "2"
        ]

/// One wrong text for every key.
let private wrong =
    Map
        [
            for key in ExperimentSettings.keys ->
                key,
                match key with
                | "Checkpoint:Keep" -> "1"
                | "Training:BatchSize" -> "1"
                | "Training:Steps"
                | "Training:Seed" -> "-1"
                | _ when key.EndsWith "Beta1" || key.EndsWith "Beta2" -> "1"
                | _ when key.EndsWith "LearningRate" -> "NaN"
                | _ -> "wrong"
        ]

let private read settings =
    match ExperimentSettings.read settings with
    | Ok experiment -> experiment
    | Error problems -> failwith $"%A{problems}"

let private problems settings =
    match ExperimentSettings.read settings with
    | Ok experiment -> failwith $"%A{experiment} was accepted"
    | Error problems -> problems

/// A subset of the keys.
let private someKeys (choices: bool list) =
    ExperimentSettings.keys
    |> List.mapi (fun i key -> key, choices.Length > 0 && choices[i % choices.Length])
    |> List.filter snd
    |> List.map fst

[<Fact>]
let ``the valid settings are those of every key`` () =
    Assert.Equal<Set<string>>(Set.ofList ExperimentSettings.keys, valid |> Map.toList |> List.map fst |> Set.ofList)

[<Fact>]
let ``an experiment prints as settings that read back as itself`` () =
    for changes in
        [
            []
            [ "Data:Name", "ring"; "Model:Architecture", "mlp" ]
            [ "Generator:Update", "sgd" ]
            [ "Training:Steps", "0"; "Training:Epochs", "100" ]
            [ "Training:Loss", "minimax"; "Generator:LearningRate", "0.1" ]
        ] do
        let settings =
            List.fold (fun map (key, value) -> Map.add key value map) valid changes

        let experiment = read settings
        let printed = ExperimentSettings.print experiment
        Assert.Equal<string list>(ExperimentSettings.keys, printed |> List.map fst)
        Assert.Equal<(string * string) list>(printed, Map.ofList printed |> read |> ExperimentSettings.print)

[<Law>]
let ``every wrong value is reported at once, with its key and its text`` (choices: bool list) =
    match someKeys choices with
    | [] -> true
    | keys ->
        let settings = List.fold (fun map key -> Map.add key wrong[key] map) valid keys
        problems settings |> List.map (fun p -> p.Key, p.Value) = [ for key in keys -> key, wrong[key] ]

[<Law>]
let ``every missing setting is reported at once`` (choices: bool list) =
    match someKeys choices with
    | [] -> true
    | keys ->
        let settings = List.fold (fun map key -> Map.remove key map) valid keys
        problems settings |> List.map (fun p -> p.Key, p.Value) = [ for key in keys -> key, "missing" ]

[<Fact>]
let ``unknown keys are errors beside the other errors`` () =
    let found =
        problems (valid |> Map.add "Training:Sedd" "7" |> Map.add "Training:BatchSize" "0")

    Assert.Equal<string list>([ "Training:BatchSize"; "Training:Sedd" ], found |> List.map _.Key)

[<Fact>]
let ``a run has exactly one length`` () =
    for steps, epochs in [ "0", "0"; "5", "5" ] do
        let found =
            problems (valid |> Map.add "Training:Steps" steps |> Map.add "Training:Epochs" epochs)

        Assert.Equal("Training:Steps", (List.exactlyOne found).Key)

[<Fact>]
let ``networks have to fit the data`` () =
    for data, architecture in [ "ring", "digits28"; "digits", "mlp"; "mnist", "mlp" ] do
        let found =
            problems (valid |> Map.add "Data:Name" data |> Map.add "Model:Architecture" architecture)

        Assert.Equal("Model:Architecture", (List.exactlyOne found).Key)

[<Fact>]
let ``a batch is not larger than the data`` () =
    let found = problems (valid |> Map.add "Training:BatchSize" "1001")
    Assert.Equal("Training:BatchSize", (List.exactlyOne found).Key)

[<Law>]
let ``an experiment does not differ from itself, and differs in exactly what was changed``
    (rate: Fraction)
    (steps: PositiveInt)
    =
    let (Fraction rate) = rate
    let before = read valid

    let now =
        valid
        |> Map.add "Generator:LearningRate" (string rate)
        |> Map.add "Training:Steps" (string steps.Get)
        |> read

    ExperimentSettings.differences before before = []
    && ExperimentSettings.differences before now |> List.map (fun (key, _, _) -> key) = [ "Generator:LearningRate" ]

[<Fact>]
let ``only the length and what is written may change on resume`` () =
    Assert.Equal<string list>(
        [
            "Training:Steps"
            "Training:Epochs"
            "Report:Every"
            "Sample:Every"
            "Sample:Count"
            "Checkpoint:Every"
            "Checkpoint:Keep"
        ],
        ExperimentSettings.keys |> List.filter ExperimentSettings.mayChangeOnResume
    )

// 3 epochs of 31 batches are 93 batches: 93 steps of one discriminator update, or 47 of two.
[<Fact>]
let ``epochs count in their steps`` () =
    let byEpochs =
        valid |> Map.add "Training:Steps" "0" |> Map.add "Training:Epochs" "3"

    Assert.Equal(93L, Experiment.totalSteps 31L (read byEpochs))
    let twice = read (byEpochs |> Map.add "Training:DiscriminatorSteps" "2")
    Assert.Equal(47L, Experiment.totalSteps 31L twice)
    Assert.Equal(2.0, Experiment.epochs 31L twice 31L, 1e-12)
    Assert.Equal(20L, Experiment.totalSteps 31L (read valid))

[<Fact>]
let ``what is written every so many steps is due at its multiples and at the end`` () =
    Assert.Equal<int64 list>([ 0L; 5L; 10L; 12L ], [ 0L .. 12L ] |> List.filter (Experiment.isDue 5L 12L))
