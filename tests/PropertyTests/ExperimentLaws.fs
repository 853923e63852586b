module Gan.PropertyTests.ExperimentLaws

open Xunit
open FsCheck
open FsCheck.FSharp
open Gan.Experiments
open Gan.Math.Theory
open Gan.Math.Training
open Gan.PropertyTests.Generators

let private data name (shape: int list) classes drawn (density: GaussianMixture | null) =
    { new IDataSet with
        member _.Name = name
        member _.Source = "these laws"
        member _.Shape = shape
        member _.Classes = classes
        member _.IsDrawn = drawn
        member _.Density = density
    }

let private pair name (shapes: int list list) traits =
    { new IGanArchitecture with
        member _.Name = name
        member _.Source = "these laws"
        member _.Traits = traits
        member _.Fits shape = List.contains (List.ofSeq shape) shapes
    }

let private network name (shape: int list) =
    { new IClassifierArchitecture with
        member _.Name = name
        member _.Source = "these laws"
        member _.Fits other = List.ofSeq other = shape
    }

let private layered =
    GanTraits.Width
    ||| GanTraits.Hidden
    ||| GanTraits.Classes
    ||| GanTraits.Attention
    ||| GanTraits.Normalisation
    ||| GanTraits.Packing
    ||| GanTraits.Augmentation

/// The names that the program has.
let vocabulary =
    let square side =
        [ [ 1; side; side ]; [ 3; side; side ] ]

    {
        Data =
            [
                data "digits" [ 1; 28; 28 ] 10 true null
                data "mnist" [ 1; 28; 28 ] 10 false null
                data "fashion-mnist" [ 1; 28; 28 ] 10 false null
                data "cifar10" [ 3; 32; 32 ] 10 false null
                data "ring" [ 2 ] 0 true GaussianMixture.ring
                data "grid" [ 2 ] 0 true GaussianMixture.grid
                data "spiral" [ 2 ] 0 true GaussianMixture.spiral
            ]
        Gans =
            [
                pair "digits28" [ [ 1; 28; 28 ] ] GanTraits.Augmentation
                pair "dcgan28" (square 28) layered
                pair "dcgan32" (square 32) layered
                pair "dcgan64" (square 64) layered
                pair "resnet32" (square 32) (layered ^^^ GanTraits.Hidden)
                pair
                    "mlp"
                    [ [ 2 ] ]
                    (GanTraits.Width
                     ||| GanTraits.Depth
                     ||| GanTraits.Normalisation
                     ||| GanTraits.Packing)
            ]
        Classifiers =
            [
                network "small-cnn" [ 1; 28; 28 ]
                network "madry-cnn" [ 1; 28; 28 ]
                network "trades-cnn" [ 1; 28; 28 ]
                network "resnet20" [ 3; 32; 32 ]
            ]
    }

let private experiments = ExperimentCodec.ofVocabulary vocabulary
let private keys = experiments.Declared |> List.map _.Key |> List.distinct

let private update (section: string) =
    [
        $"{section}:Update", "adam"
        $"{section}:LearningRate", "0.0002"
        $"{section}:Beta1", "0.5"
        $"{section}:Beta2", "0.999"
        $"{section}:Epsilon", "1E-08"
        $"{section}:Schedule", "constant"
        $"{section}:ScheduleFinal", "0"
        $"{section}:SchedulePeak", "0.3"
        $"{section}:ScheduleEvery", "1"
        $"{section}:ScheduleMilestones", "0.5 0.75"
        $"{section}:Momentum", "0.9"
        $"{section}:Dampening", "0"
        $"{section}:WeightDecay", "0"
        $"{section}:ClipValue", "0"
        $"{section}:ClipNorm", "0"
        $"{section}:ClipWeights", "0"
        $"{section}:LookaheadEvery", "0"
        $"{section}:LookaheadFollow", "0.5"
    ]

let private valid =
    Map
        [
            "Data:Name", "digits"
            "Data:Count", "1000"
            "Data:Folder", "my images"
            "Data:Side", "28"
            "Data:Channels", "1"
            "Data:Resize", "crop"
            "Data:Colour", "convert"
            "Data:Classes", "10"
            "Model:Architecture", "digits28"
            "Model:LatentSize", "100"
            "Model:Width", "128"
            "Model:LatentComponents", "0"
            "Model:LatentDeviation", "0.25"
            "Sample:Truncation", "0.75"
            "Model:Depth", "2"
            "Model:Hidden", "0"
            "Model:Conditioning", "none"
            "Model:Attention", "none"
            "Generator:Conditioning", "concatenation"
            "Training:ClassWeight", "1"
            "Training:Augmentation", "none"
            "Evaluation:Count", "0"
            "Evaluation:Every", "10"
            "Discriminator:Normalisation", "customary"
            "Discriminator:SpectralNorm", "1"
            "Discriminator:Packing", "1"
            "Training:Loss", "non-saturating"
            "Training:RealLabel", "1"
            "Training:FakeLabel", "0"
            "Training:Penalty", "none"
            "Training:PenaltyWeight", "10"
            "Training:PenaltyTarget", "1"
            "Training:PenaltyDeviation", "1"
            "Training:PenaltyEvery", "1"
            "Training:Play", "alternating"
            "Training:CorrectionWeight", "10"
            "Training:DiscriminatorSteps", "1"
            "Training:NoiseDeviation", "0"
            "Training:NoiseSteps", "1"
            "Training:CollapseSteps", "200"
            "Training:BatchSize", "32"
            "Training:Seed", "18446744073709551615"
            "Training:Steps", "20"
            "Training:Epochs", "0"
            yield! update "Generator"
            yield! update "Discriminator"
            yield! update "Classifier"
            yield! update "Attacker"
            "Attacker:Width", "16"
            yield! update "Student"
            "Student:Architecture", "madry-cnn"
            "AdvGan:Victim", "runs/a b"
            "AdvGan:Access", "white-box"
            "AdvGan:Eps", "0.3"
            "AdvGan:FoolingWeight", "1"
            "AdvGan:Confidence", "0"
            "AdvGan:GanWeight", "0.5"
            "AdvGan:HingeWeight", "0.25"
            "AdvGan:HingeBound", "3"
            "Generated:Share", "0"
            "Generated:Count", "100"
            "Generated:Run", "runs/gan"
            "Robust:Attack", "gradient"
            "Training:Task", "gan"
            "Classifier:Architecture", "small-cnn"
            "Classifier:Outputs", "10"
            "Robust:Loss", "mart"
            "Robust:Weight", "6"
            "Robust:Norm", "linf"
            "Robust:Eps", "0.3"
            "Robust:RampUp", "0"
            "Robust:Steps", "10"
            "Robust:StepSize", "0.25"
            "Robust:Start", "random"
            "Robust:Replays", "1"
            "Robust:WeightPerturbation", "0"
            "Robust:Precision", "float32"
            "Classifier:AverageHalfLife", "0"
            "Classifier:AverageRampUp", "0.05"
            "Validation:Count", "100"
            "Validation:Every", "10"
            "Validation:Steps", "20"
            "Validation:Fall", "0.2"
            "Generator:AverageHalfLife", "0"
            "Generator:AverageRampUp", "0.05"
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
            for key in keys ->
                key,
                match key with
                | "Checkpoint:Keep" -> "1"
                | "Training:BatchSize" -> "1"
                | "Data:Folder"
                | "Generated:Run"
                | "AdvGan:Victim" -> ""
                | "Training:Steps"
                | "Training:Seed" -> "-1"
                | _ when key.EndsWith "Beta1" || key.EndsWith "Beta2" -> "1"
                | _ when key.EndsWith "LearningRate" -> "NaN"
                | _ when
                    key.Contains "Clip"
                    || key.Contains "Penalty"
                    || key.Contains "ClassWeight"
                    || key.Contains "Noise"
                    || key.Contains "Average"
                    ->
                    "-1"
                | _ when
                    key.EndsWith "Label"
                    || key.EndsWith "Final"
                    || key.EndsWith "RampUp" && key.StartsWith "Robust"
                    ->
                    "1.5"
                | _ when key.EndsWith "Peak" || key.EndsWith "Follow" || key.EndsWith "Fall" -> "0"
                | _ when key.EndsWith "Momentum" -> "-1"
                | _ when key.EndsWith "Dampening" -> "1"
                | _ -> "wrong"
        ]

let private read settings =
    match Codec.readAll experiments settings with
    | Ok experiment -> experiment
    | Error problems -> failwith $"%A{problems}"

let private differences before now =
    ExperimentCodec.differences experiments before now
    |> List.map (fun (struct (key, old, current)) -> key, old, current)

let private problems settings =
    match Codec.readAll experiments settings with
    | Ok experiment -> failwith $"%A{experiments.Print experiment} was accepted"
    | Error problems -> problems

/// Settings of a task that reads all that it may.
let private validOf task =
    valid
    |> Map.add "Training:Task" task
    |> Map.add "Data:Name" (if task = "classifier" then "images" else "digits")
    |> Map.add "Evaluation:Count" "500"
    |> Map.add "Model:LatentComponents" "5"
    |> Map.add "Model:Architecture" "dcgan28"
    |> Map.add "Discriminator:Normalisation" "spectral"
    |> Map.add "Robust:Attack" "learned"
    |> Map.add "Generated:Share" "0.5"
    |> Map.add "AdvGan:Access" "distilled"

let private tasks = [ "gan"; "classifier"; "advgan" ]

let private keysOf task =
    validOf task |> read |> experiments.Print |> List.map fst

/// Settings that only images from files have.
let private ofImages =
    [
        "Data:Folder"
        "Data:Side"
        "Data:Channels"
        "Data:Resize"
        "Data:Colour"
        "Data:Classes"
    ]

/// Settings that decide which others are read.
let private choices =
    [
        "Training:Task"
        "Data:Name"
        "Evaluation:Count"
        "Model:LatentComponents"
        "Discriminator:Normalisation"
        "Robust:Attack"
        "Robust:Loss"
        "Validation:Count"
        "Generated:Share"
        "AdvGan:Access"
    ]

/// A subset of a task's keys; what is wrong with a choice itself hides what is wrong with the rest of it.
let private someKeys task (chosen: bool list) =
    keysOf task
    |> List.filter (fun key -> not (List.contains key choices))
    |> List.mapi (fun i key -> key, chosen.Length > 0 && chosen[i % chosen.Length])
    |> List.filter snd
    |> List.map fst

[<Fact>]
let ``the valid settings are those of every key`` () =
    Assert.Equal<Set<string>>(Set.ofList keys, valid |> Map.toList |> List.map fst |> Set.ofList)

[<Fact>]
let ``an experiment prints as settings that read back as itself`` () =
    for changes in
        [
            []
            [
                "Data:Name", "ring"
                "Model:Architecture", "mlp"
                "Model:Depth", "4"
                "Model:LatentComponents", "5"
                "Discriminator:Packing", "4"
            ]
            [ "Generator:Update", "sgd" ]
            [
                "Training:Task", "classifier"
                "Classifier:Architecture", "madry-cnn"
                "Classifier:Update", "nesterov"
                "Classifier:Schedule", "piecewise"
                "Classifier:ScheduleFinal", "0.1"
                "Classifier:ScheduleMilestones", "0.25 0.5 0.875"
                "Classifier:AverageHalfLife", "3000"
                "Classifier:AverageRampUp", "0.25"
                "Robust:Loss", "mart"
                "Robust:Weight", "5"
                "Robust:Norm", "l2"
                "Robust:Eps", "1.5"
                "Robust:RampUp", "0.25"
                "Robust:Steps", "7"
                "Robust:StepSize", "0.5"
                "Robust:Start", "clean"
                "Robust:WeightPerturbation", "0.005"
                "Robust:Precision", "bfloat16"
                "Validation:Count", "200"
                "Validation:Every", "15"
                "Validation:Steps", "3"
                "Validation:Fall", "0.5"
            ]
            [
                "Training:Task", "classifier"
                "Classifier:Schedule", "cyclic"
                "Classifier:SchedulePeak", "0.4"
                "Robust:Loss", "adversarial"
                "Robust:Weight", "1"
                "Robust:Steps", "1"
                "Robust:Start", "clean"
                "Robust:Replays", "4"
            ]
            [
                "Training:Task", "classifier"
                "Robust:Loss", "adversarial"
                "Robust:Weight", "0.5"
                "Robust:Attack", "learned"
                "Attacker:Width", "24"
                "Attacker:LearningRate", "0.001"
            ]
            [
                "Training:Task", "classifier"
                "Generated:Share", "0.25"
                "Generated:Count", "5"
                "Generated:Run", "/a/b c"
            ]
            [
                "Training:Task", "advgan"
                "AdvGan:Victim", "/a/b c"
                "AdvGan:Access", "distilled"
                "AdvGan:HingeWeight", "0.125"
                "Student:LearningRate", "0.25"
                "Training:Loss", "hinge"
                "Model:Width", "7"
            ]
            [
                "Model:Architecture", "dcgan28"
                "Model:Hidden", "1024"
                "Model:Conditioning", "projection"
                "Discriminator:Normalisation", "spectral"
                "Discriminator:SpectralNorm", "2.5"
                "Training:PenaltyEvery", "16"
            ]
            [
                "Model:Architecture", "dcgan28"
                "Model:Conditioning", "auxiliary-classifier"
                "Generator:Conditioning", "batch-normalisation"
                "Model:Attention", "both"
                "Training:ClassWeight", "0.5"
                "Training:Augmentation", "colour-translation-cutout"
                "Evaluation:Count", "300"
                "Evaluation:Every", "15"
            ]
            [
                "Data:Name", "images"
                "Data:Folder", "/a/b c"
                "Data:Side", "64"
                "Data:Channels", "3"
                "Data:Resize", "stretch"
                "Data:Colour", "exact"
                "Data:Classes", "0"
                "Model:Architecture", "dcgan64"
            ]
            [ "Data:Name", "fashion-mnist" ]
            [ "Data:Name", "cifar10"; "Model:Architecture", "resnet32" ]
            [ "Data:Name", "grid"; "Model:Architecture", "mlp" ]
            [ "Data:Name", "spiral"; "Model:Architecture", "mlp" ]
            [ "Training:Steps", "0"; "Training:Epochs", "100" ]
            [ "Training:Loss", "minimax"; "Generator:LearningRate", "0.1" ]
            [
                "Training:Penalty", "dragan"
                "Training:PenaltyWeight", "2.5"
                "Training:PenaltyTarget", "0.5"
                "Training:PenaltyDeviation", "0.25"
                "Training:Play", "consensus"
                "Training:CorrectionWeight", "0.75"
                "Training:RealLabel", "0.9"
                "Training:FakeLabel", "0.1"
                "Training:NoiseDeviation", "0.2"
                "Training:NoiseSteps", "15"
            ]
            [
                "Generator:Update", "adamw"
                "Generator:Schedule", "one-cycle"
                "Generator:ScheduleFinal", "0.01"
                "Generator:SchedulePeak", "0.4"
                "Generator:Momentum", "-0.5"
                "Generator:Dampening", "0.25"
                "Generator:WeightDecay", "0.001"
                "Generator:ClipValue", "1.5"
                "Generator:ClipNorm", "2.5"
                "Generator:ClipWeights", "0.05"
                "Generator:LookaheadEvery", "5"
                "Generator:LookaheadFollow", "0.25"
                "Generator:AverageHalfLife", "5000"
                "Generator:AverageRampUp", "0.125"
                "Discriminator:Schedule", "step"
                "Discriminator:ScheduleFinal", "0.5"
                "Discriminator:ScheduleEvery", "100"
            ]
        ] do
        let settings =
            List.fold (fun map (key, value) -> Map.add key value map) valid changes

        let experiment = read settings
        let printed = experiments.Print experiment

        Assert.Equal<Set<string>>(
            keysOf settings["Training:Task"]
            @ (if settings["Data:Name"] = "images" && settings["Training:Task"] = "gan" then
                   ofImages
               else
                   [])
            |> List.filter (fun key ->
                (settings["Data:Name"] = "images" || not (List.contains key ofImages))
                && (settings["Evaluation:Count"] <> "0" || key <> "Evaluation:Every")
                && (settings["Model:LatentComponents"] <> "0" || key <> "Model:LatentDeviation")
                && (settings["Discriminator:Normalisation"] = "spectral"
                    || key <> "Discriminator:SpectralNorm")
                && (settings["Robust:Attack"] = "learned" || not (key.StartsWith "Attacker"))
                && (settings["AdvGan:Access"] = "distilled" || not (key.StartsWith "Student"))
                && (settings["Generated:Share"] <> "0"
                    || key = "Generated:Share"
                    || not (key.StartsWith "Generated")))
            |> Set.ofList,
            printed |> List.map fst |> Set.ofList
        )

        for key, value in changes do
            Assert.Equal(value, Map.find key (Map.ofList printed))

        Assert.Equal<(string * string) list>(printed, Map.ofList printed |> read |> experiments.Print)

[<Law>]
let ``every wrong value is reported at once, with its key and its text`` (choices: bool list) (which: byte) =
    let task = tasks[int which % tasks.Length]

    match someKeys task choices with
    | [] -> true
    | keys ->
        let settings =
            List.fold (fun map key -> Map.add key wrong[key] map) (validOf task) keys

        problems settings |> List.map (fun p -> p.Key, p.Value) = [ for key in keys -> key, wrong[key] ]

[<Law>]
let ``every missing setting is reported at once`` (choices: bool list) (which: byte) =
    let task = tasks[int which % tasks.Length]

    match someKeys task choices with
    | [] -> true
    | keys ->
        let settings = List.fold (fun map key -> Map.remove key map) (validOf task) keys

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
    for data, architecture in
        [
            "ring", "digits28"
            "digits", "mlp"
            "mnist", "mlp"
            "mnist", "dcgan32"
            "mnist", "dcgan64"
            "cifar10", "dcgan28"
            "cifar10", "digits28"
            "fashion-mnist", "resnet32"
        ] do
        let found =
            problems (valid |> Map.add "Data:Name" data |> Map.add "Model:Architecture" architecture)

        Assert.Equal("Model:Architecture", (List.exactlyOne found).Key)

[<Fact>]
let ``the task decides which settings are read`` () =
    Assert.Equal("Training:Task", (List.exactlyOne (problems (valid |> Map.add "Training:Task" "none"))).Key)
    let ofClassifier = valid |> Map.add "Training:Task" "classifier"

    let withoutGan =
        ofClassifier
        |> Map.filter (fun key _ ->
            not (
                key.StartsWith "Generator"
                || key.StartsWith "Discriminator"
                || key.StartsWith "Model"
            ))

    Assert.Equal<(string * string) list>(read ofClassifier |> experiments.Print, read withoutGan |> experiments.Print)

    Assert.Equal<Set<string>>(Set.ofList keys, tasks |> List.map (keysOf >> Set.ofList) |> Set.unionMany)

    Assert.Equal<(string * string * string) list>(
        [ "Training:Task", "gan", "classifier" ],
        differences (read valid) (read ofClassifier)
    )

[<Fact>]
let ``what the networks of a GAN cannot have is refused`` () =
    for changes, key in
        [
            [ "Model:Hidden", "8" ], "Model:Hidden"
            [ "Model:Depth", "3" ], "Model:Depth"
            [ "Model:Width", "64" ], "Model:Width"
            [ "Model:LatentComponents", "-1" ], "Model:LatentComponents"
            [ "Model:LatentComponents", "5"; "Model:LatentDeviation", "-1" ], "Model:LatentDeviation"
            [ "Model:Conditioning", "projection" ], "Model:Conditioning"
            [ "Model:Attention", "both" ], "Model:Attention"
            [ "Generator:Conditioning", "batch-normalisation" ], "Generator:Conditioning"
            [ "Discriminator:Normalisation", "spectral" ], "Discriminator:Normalisation"
            [
                "Model:Architecture", "dcgan28"
                "Discriminator:Normalisation", "spectral"
                "Discriminator:SpectralNorm", "0"
            ],
            "Discriminator:SpectralNorm"
            [ "Discriminator:Packing", "2" ], "Discriminator:Packing"
            [
                "Model:Architecture", "dcgan28"
                "Model:Conditioning", "projection"
                "Discriminator:Packing", "2"
            ],
            "Discriminator:Packing"
            [ "Model:Architecture", "dcgan28"; "Discriminator:Packing", "3" ], "Training:BatchSize"
            [ "Model:Architecture", "dcgan28"; "Discriminator:Packing", "32" ], "Training:BatchSize"
            [
                "Data:Name", "ring"
                "Model:Architecture", "mlp"
                "Training:Augmentation", "cutout"
            ],
            "Training:Augmentation"
            [
                "Data:Name", "images"
                "Data:Classes", "1"
                "Model:Architecture", "dcgan28"
                "Model:Conditioning", "projection"
            ],
            "Model:Conditioning"
            [ "Data:Name", "images"; "Evaluation:Count", "500" ], "Evaluation:Count"
            [ "Evaluation:Count", "500"; "Evaluation:Every", "7" ], "Evaluation:Every"
            [ "Evaluation:Count", "500"; "Evaluation:Every", "25" ], "Evaluation:Every"
            [ "Data:Name", "images"; "Data:Side", "30" ], "Model:Architecture"
        ] do
        let settings =
            List.fold (fun map (key, value) -> Map.add key value map) valid changes

        // As it was given: what a person reads is what a person wrote.
        let problem = List.exactlyOne (problems settings)
        Assert.Equal((key, settings[key]), (problem.Key, problem.Value))

[<Fact>]
let ``classifiers have to fit the data`` () =
    for changes, key in
        [
            [ "Data:Name", "ring" ], "Data:Name"
            [ "Classifier:Architecture", "resnet20" ], "Classifier:Architecture"
            [ "Data:Name", "cifar10" ], "Classifier:Architecture"
            [ "Data:Name", "images"; "Data:Side", "40" ], "Classifier:Architecture"
            [ "Data:Name", "images"; "Data:Classes", "1" ], "Data:Classes"
        ] do
        let settings =
            List.fold (fun map (key, value) -> Map.add key value map) valid (("Training:Task", "classifier") :: changes)

        // As it was given: what a person reads is what a person wrote.
        let problem = List.exactlyOne (problems settings)
        Assert.Equal((key, settings[key]), (problem.Key, problem.Value))

let private classifier changes =
    List.fold (fun map (key, value) -> Map.add key value map) valid (("Training:Task", "classifier") :: changes)

let private free =
    [
        "Robust:Loss", "adversarial"
        "Robust:Weight", "1"
        "Robust:Steps", "1"
        "Robust:Start", "clean"
        "Robust:Replays", "8"
    ]

[<Fact>]
let ``free training refuses what its one gradient cannot do`` () =
    Assert.IsType<Experiment>(read (classifier free)) |> ignore

    for key, value in
        [
            "Robust:Loss", "trades"
            "Robust:Steps", "2"
            "Robust:Start", "random"
            "Robust:WeightPerturbation", "0.01"
            "Robust:Precision", "bfloat16"
        ] do
        let problem = List.exactlyOne (problems (classifier (free @ [ key, value ])))
        Assert.Equal((key, value), (problem.Key, problem.Value))

// The divergence between predictions is 0 and least at the clean point: its gradient there is 0.
[<Fact>]
let ``the attack of TRADES does not start where it has no slope`` () =
    let trades start =
        classifier [ "Robust:Loss", "trades"; "Robust:Weight", "6"; "Robust:Start", start ]

    Assert.IsType<Experiment>(read (trades "random")) |> ignore
    let problem = List.exactlyOne (problems (trades "clean"))
    Assert.Equal(("Robust:Start", "clean"), (problem.Key, problem.Value))

[<Fact>]
let ``a learned attacker refuses what belongs to attacks by gradient steps`` () =
    let learned =
        [
            "Robust:Loss", "adversarial"
            "Robust:Weight", "1"
            "Robust:Attack", "learned"
        ]

    Assert.IsType<Experiment>(read (classifier learned)) |> ignore

    for key, value in
        [
            "Robust:Loss", "natural"
            "Robust:Loss", "trades"
            "Robust:Norm", "l2"
            "Robust:WeightPerturbation", "0.01"
            "Robust:Precision", "bfloat16"
        ] do
        let problem = List.exactlyOne (problems (classifier (learned @ [ key, value ])))
        Assert.Equal((key, value), (problem.Key, problem.Value))

    Assert.Equal<string list>([ "Classifier"; "Attacker" ], (read (classifier learned)).Task.Optimisers |> List.map fst)

[<Fact>]
let ``milestones ascend within the run`` () =
    for text in [ ""; "0.5 0.5"; "0.75 0.5"; "0 0.5"; "1"; "0.5, 0.75"; "NaN" ] do
        let problem =
            List.exactlyOne (problems (valid |> Map.add "Generator:ScheduleMilestones" text))

        Assert.Equal("Generator:ScheduleMilestones", problem.Key)

[<Fact>]
let ``what is validated is kept, and is not trained on`` () =
    let validated more =
        classifier ([ "Validation:Count", "200" ] @ more)

    Assert.Equal(200, (read (validated [])).Task.HeldOut)
    Assert.Equal(0, (read valid).Task.HeldOut)
    Assert.True((read (validated [])).Task.DependsOnTotal)
    Assert.False((read (classifier [ "Validation:Count", "0" ])).Task.DependsOnTotal)

    for changes, key in
        [
            [ "Validation:Every", "12" ], "Validation:Every"
            [ "Training:BatchSize", "801" ], "Training:BatchSize"
        ] do
        Assert.Equal(key, (List.exactlyOne (problems (validated changes))).Key)

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

    differences before before = []
    && differences before now |> List.map (fun (key, _, _) -> key) = [ "Generator:LearningRate" ]

[<Fact>]
let ``settings that do not go together are refused with the key to change`` () =
    for changes, key in
        [
            [ "Training:Loss", "hinge"; "Training:RealLabel", "0.9" ], "Training:RealLabel"
            [ "Training:Play", "simultaneous"; "Training:DiscriminatorSteps", "2" ], "Training:DiscriminatorSteps"
            [ "Training:Play", "extragradient"; "Generator:LookaheadEvery", "5" ], "Generator:LookaheadEvery"
            [
                "Training:Play", "extrapolation-from-the-past"
                "Discriminator:LookaheadEvery", "5"
            ],
            "Discriminator:LookaheadEvery"
            [ "Training:RealLabel", "0.5"; "Training:FakeLabel", "0.5" ], "Training:RealLabel"
            [ "Training:NoiseDeviation", "0.1" ], "Training:NoiseSteps"
            [ "Generator:Schedule", "step" ], "Generator:ScheduleFinal"
            [ "Discriminator:Update", "rmsprop-centred"; "Discriminator:Beta2", "0" ], "Discriminator:Beta2"
            [ "Generator:Update", "nesterov"; "Generator:Dampening", "0.5" ], "Generator:Dampening"
        ] do
        let settings =
            List.fold (fun map (key, value) -> Map.add key value map) valid changes

        Assert.Equal(key, (List.exactlyOne (problems settings)).Key)

// Training:Steps may change on resume, but not where a schedule is stretched over them.
[<Fact>]
let ``with a schedule the length belongs to the experiment`` () =
    let scheduled = valid |> Map.add "Discriminator:Schedule" "linear"

    let longer settings =
        settings |> Map.add "Training:Steps" "40" |> read

    Assert.Empty(differences (read valid) (longer valid))

    Assert.Equal<(string * string * string) list>(
        [ "Training:Steps", "20", "40" ],
        differences (read scheduled) (longer scheduled)
    )

    // Decay by steps does not look at the length.
    let stepped =
        valid
        |> Map.add "Generator:Schedule" "step"
        |> Map.add "Generator:ScheduleFinal" "0.5"

    Assert.Empty(differences (read stepped) (longer stepped))

[<Fact>]
let ``a game's discriminator minimises the loss it names, with soft labels if it has them`` () =
    let game changes =
        match (List.fold (fun map (key, value) -> Map.add key value map) valid changes |> read).Task with
        | GanTask gan -> gan.Game
        | ClassifierTask _
        | AdvGanTask _ -> failwith "another task"

    let value (game: Game) =
        game.Loss.Discriminator(Gan.Math.Reference.scalar 0.3, Gan.Math.Reference.scalar -0.2).Item

    let sp x = log (1.0 + exp x)
    Assert.Equal(sp -0.3 + sp -0.2, value (game []), 1e-15)
    Assert.Equal(0.7 + 0.8, value (game [ "Training:Loss", "hinge" ]), 1e-15)

    Assert.Equal(
        0.9 * sp -0.3 + 0.1 * sp 0.3 + 0.2 * sp 0.2 + 0.8 * sp -0.2,
        value (game [ "Training:RealLabel", "0.9"; "Training:FakeLabel", "0.2" ]),
        1e-15
    )

    let noisy = game [ "Training:NoiseDeviation", "0.5"; "Training:NoiseSteps", "10" ]
    Assert.Equal(0.5, noisy.Noise 1L)
    Assert.Equal(0.25, noisy.Noise 6L)
    Assert.Equal(1, noisy.Turn.BatchesPerStep)
    Assert.Equal(2, (game [ "Training:Play", "extragradient" ]).Turn.BatchesPerStep)

// Left out or not, its mean over a round is the penalty.
[<Fact>]
let ``a penalty of every k-th draw is weighed by k`` () =
    let game settings =
        match (read (List.fold (fun map (key, value) -> Map.add key value map) valid settings)).Task with
        | GanTask gan -> gan.Game
        | ClassifierTask _
        | AdvGanTask _ -> failwith "another task"

    let lazily = game [ "Training:Penalty", "r1"; "Training:PenaltyEvery", "4" ]

    Assert.Equal<float list>([ 4.0; 0.0; 0.0; 0.0; 4.0; 0.0 ], [ 1L .. 6L ] |> List.map lazily.PenaltyShare)
    Assert.Equal(1.0, (game [ "Training:Penalty", "r1" ]).PenaltyShare 7L)
    Assert.Equal(0.0, (game []).PenaltyShare 1L)

[<Fact>]
let ``only places, the length, the watch and what is written may change on resume`` () =
    Assert.Equal<string list>(
        [
            "Data:Folder"
            "Sample:Truncation"
            "Training:CollapseSteps"
            "Training:Steps"
            "Training:Epochs"
            "Report:Every"
            "Sample:Every"
            "Sample:Count"
            "Checkpoint:Every"
            "Checkpoint:Keep"
        ],
        experiments.Declared
        |> List.filter (fun declaration -> declaration.OnResume <> Stays)
        |> List.map _.Key
    )

// A schedule is stretched over the length, not over the watch.
[<Fact>]
let ``a schedule holds the length, and not the watch`` () =
    let scheduled = valid |> Map.add "Generator:Schedule" "linear"

    let changed key value =
        differences (read scheduled) (read (scheduled |> Map.add key value))

    Assert.Equal<(string * string * string) list>([ "Training:Steps", "20", "21" ], changed "Training:Steps" "21")
    Assert.Empty(changed "Training:CollapseSteps" "0")

// 3 epochs of 31 batches are 93 batches: 93 steps of one discriminator update, or 47 of two.
[<Fact>]
let ``epochs count in their steps`` () =
    let byEpochs =
        valid |> Map.add "Training:Steps" "0" |> Map.add "Training:Epochs" "3"

    Assert.Equal(93L, (read byEpochs).TotalSteps 31L)
    let twice = read (byEpochs |> Map.add "Training:DiscriminatorSteps" "2")
    Assert.Equal(47L, twice.TotalSteps 31L)
    Assert.Equal(2.0, twice.Epochs(31L, 31L), 1e-12)
    Assert.Equal(20L, (read valid).TotalSteps 31L)

[<Fact>]
let ``what is written every so many steps is due at its multiples and at the end`` () =
    Assert.Equal<int64 list>([ 0L; 5L; 10L; 12L ], [ 0L .. 12L ] |> List.filter (Cadence.isDue 5L 12L))

[<Fact>]
let ``a network that is not named is the first that fits the data`` () =
    for name, expected in
        [
            "digits", "digits28"
            "cifar10", "dcgan32"
            "ring", "mlp"
            "images", "dcgan28"
        ] do
        let settings =
            valid
            |> Map.add "Data:Name" name
            |> Map.add "Data:Channels" "3"
            |> Map.add "Model:Architecture" "auto"

        Assert.Equal(expected, Map.find "Model:Architecture" (Map.ofList (experiments.Print(read settings))))

    let large = valid |> Map.add "Data:Name" "images" |> Map.add "Data:Side" "64"

    let printed =
        large |> Map.add "Model:Architecture" "auto" |> read |> experiments.Print

    Assert.Contains(("Model:Architecture", "dcgan64"), printed)

    let without =
        large |> Map.add "Data:Side" "100" |> Map.add "Model:Architecture" "auto"

    Assert.Equal("Model:Architecture", (problems without |> List.head).Key)

[<Fact>]
let ``every default is a valid text, and the defaults of a length are an experiment`` () =
    let defaults =
        Map
            [
                for declaration in experiments.Declared do
                    declaration.Key, declaration.Default
            ]

    Assert.IsType<Experiment>(read (defaults |> Map.add "Training:Steps" "10"))
    |> ignore

[<Fact>]
let ``every setting is declared once, with a sentence and the version that it came with`` () =
    let declared = SettingsReference.declarations vocabulary
    Assert.Equal<string list>(declared |> List.map _.Key |> List.distinct, declared |> List.map _.Key)

    for declaration in declared do
        Assert.EndsWith(".", declaration.Sentence)
        Assert.Matches(@"^\d+\.\d+$", declaration.Since)
        Assert.Matches("^[A-Z][A-Za-z]+:[A-Z][A-Za-z0-9]+$", declaration.Key)
        Assert.Contains(declaration, SettingsReference.matching vocabulary declaration.Key)

// A run that was begun before a setting existed goes on as the run that it was.
[<Fact>]
let ``an older run means what it meant: settings that came later are read as before they came, and tell nothing apart``
    ()
    =
    for declaration in experiments.Declared do
        if declaration.Since <> "0.1" then
            let newer =
                valid
                |> Map.add "Training:Task" "classifier"
                |> Map.add declaration.Key declaration.Before

            let older = newer |> Map.remove declaration.Key
            Assert.Equal(declaration.Key, (problems older |> List.head).Key)
            let migrated = ExperimentCodec.migrate experiments older |> read

            Assert.Equal<(string * string) list>(experiments.Print(read newer), experiments.Print migrated)

            Assert.DoesNotContain(declaration.Key, ExperimentCodec.identity experiments migrated |> List.map fst)

[<Fact>]
let ``an unknown key is answered with the known one that is most like it`` () =
    let answer (key: string) =
        (problems (valid |> Map.add key "1") |> List.last).Requirement

    Assert.Contains("did you mean Training:BatchSize?", answer "Training:BatchSise")
    Assert.Contains("did you mean Generator:LearningRate?", answer "Generator:learningrte")
    Assert.DoesNotContain("did you mean", answer "Nothing:LikeAnythingElse")
