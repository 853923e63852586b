namespace Gan.Experiments

/// Settings of how long a run is, and of how often it writes something.
[<RequireQualifiedAccess>]
module internal RunLength =

    let private ofCadence (part: Cadence -> 'T) = Codec.field part

    let private billion = 1_000_000_000L

    let duration: Codec<Duration, Duration> =
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
                    Problem.create
                        "Training:Steps"
                        $"{steps} with Training:Epochs = {epochs}"
                        "exactly one of the two greater than 0 (set the other to 0)"
            ])
        |> Codec.map (fun (steps, epochs) -> if steps > 0L then Steps steps else Epochs epochs)

    let cadence: Codec<Cadence, Cadence> =
        codec {
            let! report =
                ofCadence _.ReportEvery "Report:Every" (Text.whole 1L billion) 50L "Steps from one report to the next."

            and! sample =
                ofCadence
                    _.SampleEvery
                    "Sample:Every"
                    (Text.whole 1L billion)
                    500L
                    "Steps from one sample grid and loss plot to the next."

            and! count =
                ofCadence _.SampleCount "Sample:Count" (Text.count 1 10_000) 64 "Samples on a grid."

            and! checkpoint =
                ofCadence
                    _.CheckpointEvery
                    "Checkpoint:Every"
                    (Text.whole 1L billion)
                    500L
                    "Steps from one checkpoint to the next."

            and! keep =
                ofCadence _.CheckpointKeep "Checkpoint:Keep" (Text.count 2 1_000) 3 "Checkpoints that are kept."

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
