namespace Gan.Math.Experiments

[<RequireQualifiedAccess>]
module ExperimentSettings =

    let private billion = 1_000_000_000L

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
            yield! TaskSettings.fitting experiment.Data experiment.Task
            let heldOut = TrainingTask.heldOut experiment.Task

            if
                DataSet.isDrawn experiment.Data
                && experiment.BatchSize > experiment.DataCount - heldOut
            then
                {
                    Key = "Training:BatchSize"
                    Value = string experiment.BatchSize
                    Requirement =
                        $"at most Data:Count = {experiment.DataCount}"
                        + (if heldOut > 0 then
                               $" less Validation:Count = {heldOut}"
                           else
                               "")
                }

            match experiment.Task with
            | GanTask { Packing = packing } when
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
                | _ -> []

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

    let private reader =
        setting {
            let! data = DataSettings.read
            and! dataCount = Setting.count "Data:Count" 2 2_000_000
            and! task = TaskSettings.read
            and! batchSize = Setting.count "Training:BatchSize" 2 65_536
            and! seed = Setting.seed "Training:Seed"
            and! duration = duration
            and! cadence = cadence

            return
                {
                    Data = data
                    DataCount = dataCount
                    Task = task
                    BatchSize = batchSize
                    Seed = seed
                    Duration = duration
                    Cadence = cadence
                }
        }
        |> Setting.check fitting

    let keys = reader.Keys

    let read (settings: Map<string, string>) = Setting.readAll reader settings

    let print (experiment: Experiment) =
        let steps, epochs =
            match experiment.Duration with
            | Steps steps -> steps, 0
            | Epochs epochs -> 0L, epochs

        DataSettings.print experiment.Data
        @ [ "Data:Count", string experiment.DataCount ]
        @ TaskSettings.print experiment.Task
        @ [
            "Training:BatchSize", string experiment.BatchSize
            "Training:Seed", string experiment.Seed
            "Training:Steps", string steps
            "Training:Epochs", string epochs
            "Report:Every", string experiment.Cadence.ReportEvery
            "Sample:Every", string experiment.Cadence.SampleEvery
            "Sample:Count", string experiment.Cadence.SampleCount
            "Checkpoint:Every", string experiment.Cadence.CheckpointEvery
            "Checkpoint:Keep", string experiment.Cadence.CheckpointKeep
        ]

    let private lengths = [ "Training:Steps"; "Training:Epochs" ]

    let mayChangeOnResume (key: string) =
        // A watch computes nothing of a run; who knows better than it may go on.
        List.contains key ("Training:CollapseSteps" :: lengths)
        || List.exists (fun (section: string) -> key.StartsWith section) [ "Report:"; "Sample:"; "Checkpoint:" ]

    let differences (before: Experiment) (now: Experiment) =
        // A schedule is stretched over the whole run: another length is another experiment.
        let scheduled = TrainingTask.dependsOnTotal before.Task

        let mayChange (key: string) =
            mayChangeOnResume key && not (scheduled && List.contains key lengths)

        let current = Map.ofList (print now)

        // Another task has other settings: of those only the task itself is told.
        print before
        |> List.choose (fun (key, old) ->
            Map.tryFind key current
            |> Option.filter (fun now -> now <> old && not (mayChange key))
            |> Option.map (fun now -> key, old, now))
