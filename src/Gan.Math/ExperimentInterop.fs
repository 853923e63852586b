namespace Gan.Math.CSharp

open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Theory
open Gan.Math.Updates

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

[<AbstractClass; Sealed>]
type Formulas =
    static member OfExperiment(experiment: Experiment) : IReadOnlyList<string> =
        [
            for left, right in Catalogue.ofExperiment Unicode experiment do
                left + " = " + right
        ]

[<AbstractClass; Sealed>]
type Experiments =
    static member Keys: IReadOnlyList<string> = ExperimentSettings.keys

    static member Read(settings: IEnumerable<KeyValuePair<string, string>>) =
        settings
        |> Seq.map (|KeyValue|)
        |> Map.ofSeq
        |> ExperimentSettings.read
        |> ExperimentReading

    static member Settings(experiment: Experiment) : IReadOnlyList<KeyValuePair<string, string>> =
        [
            for key, value in ExperimentSettings.print experiment do
                KeyValuePair(key, value)
        ]

    static member MayChangeOnResume(key: string) =
        ExperimentSettings.mayChangeOnResume key

    static member Differences(before: Experiment, now: Experiment) : IReadOnlyList<Difference> =
        [
            for key, old, current in ExperimentSettings.differences before now do
                {
                    Key = key
                    Before = old
                    Now = current
                }
        ]

    static member TotalSteps(experiment: Experiment, batchesPerEpoch: int64) =
        Experiment.totalSteps batchesPerEpoch experiment

    static member Epochs(experiment: Experiment, batchesPerEpoch: int64, step: int64) =
        Experiment.epochs batchesPerEpoch experiment step

    static member BatchesPerStep(task: TrainingTask) = TrainingTask.batchesPerStep task

    static member Density(data: DataSet) : GaussianMixture | null = DataSet.mixture data |> Option.toObj

    static member Shape(data: DataSet) : IReadOnlyList<int> = DataSet.shape data
    static member Classes(data: DataSet) = DataSet.classes data

    static member Images: IReadOnlyDictionary<string, DataSet> =
        DataSet.named
        |> List.filter (fun (_, data) -> (DataSet.mixture data).IsNone)
        |> readOnlyDict

    static member DataName(data: DataSet) = DataSettings.name data

    static member ClassifierShape(architecture: ClassifierArchitecture) : IReadOnlyList<int> =
        ClassifierArchitecture.imageShape architecture

    static member SampleEvaluation(task: TrainingTask, step: int64) = TrainingTask.sampleEvaluation task step

    static member HeldOut(task: TrainingTask) = TrainingTask.heldOut task

    static member Classifiers: IReadOnlyDictionary<string, ClassifierArchitecture> =
        readOnlyDict ClassifierArchitecture.named

    static member DiscriminatorLoss<'T when 'T :> ITensor<'T>>(game: Game, real: 'T, fake: 'T) : 'T =
        Game.discriminatorLoss game real fake

    static member PenaltyShare(game: Game, draw: int64) = Game.penaltyShare game draw

    static member NoiseDeviation(game: Game, step: int64) = Game.noise game step

    static member AddNoise<'T when 'T :> IReal<'T>>(deviation: float, noise: 'T, sample: 'T) : 'T =
        InstanceNoise.add deviation noise sample

    static member Rule(update: NetworkUpdate) = NetworkUpdate.rule update
    static member Rate(update: NetworkUpdate, total: int64, step: int64) = NetworkUpdate.rate update total step

    static member IsDue(every: int64, total: int64, step: int64) = Experiment.isDue every total step
