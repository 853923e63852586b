namespace Gan.Experiments

open System
open Gan.Math.Training

[<RequireQualifiedAccess>]
module ExperimentCodec =

    // A setting that holds a part of its owner.
    let private ofExperiment (part: Experiment -> 'T) = Codec.field part

    let private task (vocabulary: Vocabulary) (data: Codec<IDataSet, IDataSet>) : Codec<TrainingTask, TrainingTask> =
        let wrong () : 'T =
            invalidOp "A task is printed by the codec of its own name."

        Codec.choose
            "Training:Task"
            "gan"
            "What is trained."
            (function
            | GanTask _ -> "gan"
            | ClassifierTask _ -> "classifier"
            | AdvGanTask _ -> "advgan")
            [
                "gan",
                Gans.codec vocabulary data
                |> Codec.by (function
                    | GanTask gan -> gan
                    | ClassifierTask _
                    | AdvGanTask _ -> wrong ())
                |> Codec.map GanTask
                "classifier",
                Classifiers.codec vocabulary data
                |> Codec.by (function
                    | ClassifierTask classifier -> classifier
                    | GanTask _
                    | AdvGanTask _ -> wrong ())
                |> Codec.map ClassifierTask
                "advgan",
                AdvGans.codec vocabulary data
                |> Codec.by (function
                    | AdvGanTask advGan -> advGan
                    | GanTask _
                    | ClassifierTask _ -> wrong ())
                |> Codec.map AdvGanTask
            ]

    let private ofData (vocabulary: Vocabulary) (experiment: Experiment) =
        match experiment.Task with
        | GanTask gan -> GanChecks.ofData vocabulary experiment.Data gan
        | ClassifierTask classifier ->
            Classifiers.ofData vocabulary "Classifier:Architecture" experiment.Data classifier.Architecture
            @ [
                if classifier.Outputs < experiment.Data.Classes then
                    Problem.create
                        "Classifier:Outputs"
                        (string classifier.Outputs)
                        $"at least {experiment.Data.Classes}, the classes of the data, or 0"
            ]
        | AdvGanTask advGan -> AdvGans.ofData vocabulary experiment.Data advGan

    let private fitting (vocabulary: Vocabulary) (experiment: Experiment) =
        [
            yield! ofData vocabulary experiment
            let heldOut = experiment.Task.HeldOut

            if experiment.Data.IsDrawn && experiment.BatchSize > experiment.DataCount - heldOut then
                let less =
                    if heldOut > 0 then
                        $" less Validation:Count = {heldOut}"
                    else
                        ""

                Problem.create
                    "Training:BatchSize"
                    (string experiment.BatchSize)
                    $"at most Data:Count = {experiment.DataCount}{less}"

            match experiment.Task with
            | GanTask { Networks = { Packing = packing } } when
                experiment.BatchSize % packing <> 0 || experiment.BatchSize < 2 * packing
                ->
                Problem.create
                    "Training:BatchSize"
                    (string experiment.BatchSize)
                    $"a multiple of Discriminator:Packing = {packing}, and at least twice it"
            | _ -> ()

            let kept =
                match experiment.Task with
                | ClassifierTask { Validation = Some validation } -> [ "Validation:Every", validation.Every ]
                | GanTask { Evaluation = Some evaluation } -> [ "Evaluation:Every", evaluation.Every ]
                | GanTask _
                | ClassifierTask _
                | AdvGanTask _ -> []

            match experiment.Task, experiment.Duration with
            | GanTask { Evaluation = Some evaluation }, Steps steps when evaluation.Every > steps ->
                Problem.create
                    "Evaluation:Every"
                    (string evaluation.Every)
                    $"at most Training:Steps = {steps}, or nothing would be chosen"
            | _ -> ()

            for key, every in kept do
                if every % experiment.Cadence.CheckpointEvery <> 0L then
                    Problem.create
                        key
                        (string every)
                        $"a multiple of Checkpoint:Every = {experiment.Cadence.CheckpointEvery}, so that what was chosen is kept"
        ]

    [<CompiledName("Of")>]
    let ofVocabulary (vocabulary: Vocabulary) : Codec<Experiment, Experiment> =
        let data = Data.codec vocabulary

        codec {
            let! dataSet = data |> Codec.by (fun (e: Experiment) -> e.Data)

            and! dataCount =
                ofExperiment _.DataCount "Data:Count" (Text.count 2 2_000_000) 20_000 "Samples of data that is drawn."

            and! task = task vocabulary data |> Codec.by (fun (e: Experiment) -> e.Task)

            and! batchSize =
                ofExperiment _.BatchSize "Training:BatchSize" (Text.count 2 65_536) 128 "Samples of an update."

            and! seed =
                ofExperiment _.Seed "Training:Seed" Text.seed 0UL "Seed of every random draw."

            and! duration = RunLength.duration |> Codec.by (fun (e: Experiment) -> e.Duration)
            and! cadence = RunLength.cadence |> Codec.by (fun (e: Experiment) -> e.Cadence)

            return
                {
                    Data = dataSet
                    DataCount = dataCount
                    Task = task
                    BatchSize = batchSize
                    Seed = seed
                    Duration = duration
                    Cadence = cadence
                }
        }
        |> Codec.check (fitting vocabulary)

    let migrate (codec: Codec<Experiment, Experiment>) (settings: Map<string, string>) =
        codec.Declared
        |> List.fold
            (fun (known: Map<string, string>) declaration ->
                // What every run has to say is not guessed: a file that lacks it is damaged.
                if declaration.Since = "0.1" || known.ContainsKey declaration.Key then
                    known
                else
                    known.Add(declaration.Key, declaration.Before))
            settings

    let private declaration (codec: Codec<Experiment, Experiment>) =
        let byKey =
            dict [ for declaration in codec.Declared -> declaration.Key, declaration ]

        fun (key: string) -> byKey[key]

    let identity (codec: Codec<Experiment, Experiment>) (experiment: Experiment) =
        let declared = declaration codec

        codec.Print experiment
        |> List.filter (fun (key, value) ->
            let declaration = declared key
            // A setting that came later says nothing where it has the value that runs without it had.
            (declaration.OnResume = Stays || declaration.OnResume = IsPlace)
            && (declaration.Since = "0.1" || declaration.Before <> value))

    let places (codec: Codec<Experiment, Experiment>) =
        codec.Declared
        |> List.filter (fun declaration -> declaration.OnResume = IsPlace)
        |> List.map _.Key

    let differences (codec: Codec<Experiment, Experiment>) (before: Experiment) (now: Experiment) =
        let declared = declaration codec
        // A schedule is stretched over the whole run: another length is another experiment.
        let scheduled = before.Task.DependsOnTotal

        let mayChange (key: string) =
            match (declared key).OnResume with
            | MayChange
            | IsPlace -> true
            | IsLength -> not scheduled
            | Stays -> false

        let current = Map.ofList (codec.Print now)

        // Another task has other settings: of those only the task itself is told.
        codec.Print before
        |> List.choose (fun (key, old) ->
            Map.tryFind key current
            |> Option.filter (fun now -> now <> old && not (mayChange key))
            |> Option.map (fun now -> struct (key, old, now)))
