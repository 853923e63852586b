namespace Gan.Experiments

open System
open Gan.Math.Training

[<RequireQualifiedAccess>]
module ExperimentCodec =

    let private billion = 1_000_000_000L

    let private duration: Codec<Duration, Duration> =
        codec {
            let! steps =
                Codec.setting "Training:Steps" (Text.whole 0L billion) 0L "Steps of the run; 0 where epochs are given."
                |> Codec.isLength
                |> Codec.by (function
                    | Steps steps -> steps
                    | Epochs _ -> 0L)

            and! epochs =
                Codec.setting
                    "Training:Epochs"
                    (Text.count 0 1_000_000)
                    0
                    "Passes over the data; 0 where steps are given."
                |> Codec.isLength
                |> Codec.by (function
                    | Steps _ -> 0
                    | Epochs epochs -> epochs)

            return steps, epochs
        }
        |> Codec.check (fun (steps, epochs) ->
            [
                if (steps > 0L) = (epochs > 0) then
                    {
                        Key = "Training:Steps"
                        Value = $"{steps} with Training:Epochs = {epochs}"
                        Requirement = "exactly one of the two greater than 0 (set the other to 0)"
                    }
            ])
        |> Codec.map (fun (steps, epochs) -> if steps > 0L then Steps steps else Epochs epochs)

    let private cadence: Codec<Cadence, Cadence> =
        codec {
            let! report =
                Codec.setting "Report:Every" (Text.whole 1L billion) 50L "Steps from one report to the next."
                |> Codec.by (fun (c: Cadence) -> c.ReportEvery)

            and! sample =
                Codec.setting
                    "Sample:Every"
                    (Text.whole 1L billion)
                    500L
                    "Steps from one sample grid and loss plot to the next."
                |> Codec.by (fun (c: Cadence) -> c.SampleEvery)

            and! count =
                Codec.setting "Sample:Count" (Text.count 1 10_000) 64 "Samples on a grid."
                |> Codec.by (fun (c: Cadence) -> c.SampleCount)

            and! checkpoint =
                Codec.setting "Checkpoint:Every" (Text.whole 1L billion) 500L "Steps from one checkpoint to the next."
                |> Codec.by (fun (c: Cadence) -> c.CheckpointEvery)

            and! keep =
                Codec.setting "Checkpoint:Keep" (Text.count 2 1_000) 3 "Checkpoints that are kept."
                |> Codec.by (fun (c: Cadence) -> c.CheckpointKeep)

            return
                {
                    ReportEvery = report
                    SampleEvery = sample
                    SampleCount = count
                    CheckpointEvery = checkpoint
                    CheckpointKeep = keep
                }
        }
        |> Codec.mayChange

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
        | GanTask gan -> Gans.ofData vocabulary experiment.Data gan
        | ClassifierTask classifier ->
            Classifiers.ofData vocabulary "Classifier:Architecture" experiment.Data classifier.Architecture
            @ [
                if classifier.Outputs < experiment.Data.Classes then
                    {
                        Key = "Classifier:Outputs"
                        Value = string classifier.Outputs
                        Requirement = $"at least {experiment.Data.Classes}, the classes of the data, or 0"
                    }
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

                {
                    Key = "Training:BatchSize"
                    Value = string experiment.BatchSize
                    Requirement = $"at most Data:Count = {experiment.DataCount}{less}"
                }

            match experiment.Task with
            | GanTask { Networks = { Packing = packing } } when
                experiment.BatchSize % packing <> 0 || experiment.BatchSize < 2 * packing
                ->
                {
                    Key = "Training:BatchSize"
                    Value = string experiment.BatchSize
                    Requirement = $"a multiple of Discriminator:Packing = {packing}, and at least twice it"
                }
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
                {
                    Key = "Evaluation:Every"
                    Value = string evaluation.Every
                    Requirement = $"at most Training:Steps = {steps}, or nothing would be chosen"
                }
            | _ -> ()

            for key, every in kept do
                if every % experiment.Cadence.CheckpointEvery <> 0L then
                    {
                        Key = key
                        Value = string every
                        Requirement =
                            $"a multiple of Checkpoint:Every = {experiment.Cadence.CheckpointEvery}, so that what was chosen is kept"
                    }
        ]

    [<CompiledName("Of")>]
    let ofVocabulary (vocabulary: Vocabulary) : Codec<Experiment, Experiment> =
        let data = Data.codec vocabulary

        codec {
            let! dataSet = data |> Codec.by (fun (e: Experiment) -> e.Data)

            and! dataCount =
                Codec.setting "Data:Count" (Text.count 2 2_000_000) 20_000 "Samples of data that is drawn."
                |> Codec.by (fun (e: Experiment) -> e.DataCount)

            and! task = task vocabulary data |> Codec.by (fun (e: Experiment) -> e.Task)

            and! batchSize =
                Codec.setting "Training:BatchSize" (Text.count 2 65_536) 128 "Samples of an update."
                |> Codec.by (fun (e: Experiment) -> e.BatchSize)

            and! seed =
                Codec.setting "Training:Seed" Text.seed 0UL "Seed of every random draw."
                |> Codec.by (fun (e: Experiment) -> e.Seed)

            and! duration = duration |> Codec.by (fun (e: Experiment) -> e.Duration)
            and! cadence = cadence |> Codec.by (fun (e: Experiment) -> e.Cadence)

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
            declaration.OnResume = Stays
            && (declaration.Since = "0.1" || declaration.Before <> value))

    let differences (codec: Codec<Experiment, Experiment>) (before: Experiment) (now: Experiment) =
        let declared = declaration codec
        // A schedule is stretched over the whole run: another length is another experiment.
        let scheduled = before.Task.DependsOnTotal

        let mayChange (key: string) =
            match (declared key).OnResume with
            | MayChange -> true
            | IsLength -> not scheduled
            | Stays -> false

        let current = Map.ofList (codec.Print now)

        // Another task has other settings: of those only the task itself is told.
        codec.Print before
        |> List.choose (fun (key, old) ->
            Map.tryFind key current
            |> Option.filter (fun now -> now <> old && not (mayChange key))
            |> Option.map (fun now -> struct (key, old, now)))
