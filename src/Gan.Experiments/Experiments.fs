namespace Gan.Experiments

open System.Collections.Generic
open Gan.Math

[<Sealed; NoComparison; NoEquality>]
type ExperimentReading internal (result: Result<Experiment, Problem list>) =
    member _.Experiment: Experiment | null =
        match result with
        | Ok experiment -> experiment
        | Error _ -> null

    member _.Problems: IReadOnlyList<Problem> =
        match result with
        | Ok _ -> []
        | Error problems -> problems

type Difference =
    {
        Key: string
        Before: string
        Now: string
    }

[<Sealed; NoComparison; NoEquality>]
type Experiments(vocabulary: Vocabulary) =
    let codec = ExperimentCodec.ofVocabulary vocabulary

    static let texts (settings: IEnumerable<KeyValuePair<string, string>>) =
        settings |> Seq.map (|KeyValue|) |> Map.ofSeq

    static let pairs (settings: (string * string) list) : IReadOnlyList<KeyValuePair<string, string>> =
        [
            for key, value in settings do
                KeyValuePair(key, value)
        ]

    member _.Vocabulary = vocabulary

    member _.Keys: IReadOnlyList<string> =
        [ for declaration in codec.Declared -> declaration.Key ] |> List.distinct :> IReadOnlyList<_>

    member _.Read(settings: IEnumerable<KeyValuePair<string, string>>) =
        texts settings |> Codec.readAll codec |> ExperimentReading

    member _.Migrate(settings: IEnumerable<KeyValuePair<string, string>>) : IReadOnlyDictionary<string, string> =
        ExperimentCodec.migrate codec (texts settings)

    member _.Settings(experiment: Experiment) = pairs (codec.Print experiment)

    member _.Identity(experiment: Experiment) =
        pairs (ExperimentCodec.identity codec experiment)

    member _.Places: IReadOnlyList<string> = ExperimentCodec.places codec

    member _.Differences(before: Experiment, now: Experiment) : IReadOnlyList<Difference> =
        [
            for struct (key, old, current) in ExperimentCodec.differences codec before now do
                {
                    Key = key
                    Before = old
                    Now = current
                }
        ]

    static member Formulas(experiment: Experiment) : IReadOnlyList<string> =
        [
            for left, right in Formulas.ofExperiment Unicode experiment do
                left + " = " + right
        ]

[<Sealed; NoComparison; NoEquality>]
type MachineReading internal (result: Result<Machine, Problem list>) =
    static let keys = Machine.codec.Declared |> List.map _.Key

    static member Keys: IReadOnlyList<string> = keys

    static member Take(settings: IDictionary<string, string>, dataRoot: string | null) =
        let own =
            [
                for key in keys do
                    match settings.TryGetValue key with
                    | true, value ->
                        settings.Remove key |> ignore
                        key, value
                    | _ -> ()
            ]

        Codec.readAll Machine.codec (Map.ofList own)
        |> Result.map (fun machine ->
            match dataRoot with
            | null
            | "" -> machine
            | root -> { machine with DataRoot = root })
        |> MachineReading

    member _.Machine: Machine | null =
        match result with
        | Ok machine -> machine
        | Error _ -> null

    member _.Problems: IReadOnlyList<Problem> =
        match result with
        | Ok _ -> []
        | Error problems -> problems
