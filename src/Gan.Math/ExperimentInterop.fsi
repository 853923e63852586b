namespace Gan.Math.CSharp

open System.Collections.Generic
open Gan.Math
open Gan.Math.Experiments
open Gan.Math.Losses
open Gan.Math.Theory
open Gan.Math.Updates

/// <summary>What reading an experiment gave: a value, or every problem. Source: <c>Gan.Math.Experiments</c>.</summary>
[<Sealed; NoComparison; NoEquality>]
type ExperimentReading =

    /// <summary>The experiment; null if there are problems.</summary>
    member Experiment: Experiment | null

    /// <summary>Every problem; empty if there is an experiment.</summary>
    member Problems: IReadOnlyList<Problem>

/// <summary>A setting that differs between two experiments. Source: <c>Gan.Math.Experiments</c>.</summary>
type Difference =
    {
        /// <summary>The setting's key.</summary>
        Key: string
        /// <summary>Its text in the first experiment.</summary>
        Before: string
        /// <summary>Its text in the second.</summary>
        Now: string
    }

/// <summary>Formulas for C#. Source: <c>Gan.Math.Catalogue</c>.</summary>
[<AbstractClass; Sealed>]
type Formulas =

    /// <summary>What an experiment trains with, one equation a line, in Unicode.</summary>
    static member OfExperiment: experiment: Experiment -> IReadOnlyList<string>

/// <summary>Reading, printing and comparing experiments for C#. Source: <c>Gan.Math.Experiments</c>.</summary>
[<AbstractClass; Sealed>]
type Experiments =

    /// <summary>Every setting's key.</summary>
    static member Keys: IReadOnlyList<string>

    /// <summary>Reads an experiment from texts by key.</summary>
    static member Read: settings: IEnumerable<KeyValuePair<string, string>> -> ExperimentReading

    /// <summary>The settings that read back as this experiment, in the order of <c>Keys</c>.</summary>
    static member Settings: experiment: Experiment -> IReadOnlyList<KeyValuePair<string, string>>

    /// <summary>Whether a setting may differ when a run is resumed.</summary>
    static member MayChangeOnResume: key: string -> bool

    /// <summary>Settings that differ and must not on resume.</summary>
    static member Differences: before: Experiment * now: Experiment -> IReadOnlyList<Difference>

    /// <summary>Steps of the whole run.</summary>
    static member TotalSteps: experiment: Experiment * batchesPerEpoch: int64 -> int64

    /// <summary>Passes over the data after a number of steps.</summary>
    static member Epochs: experiment: Experiment * batchesPerEpoch: int64 * step: int64 -> float

    /// <summary>Batches that one step takes.</summary>
    static member BatchesPerStep: task: TrainingTask -> int

    /// <summary>The density that points of the plane are drawn from; null for images.</summary>
    static member Density: data: DataSet -> GaussianMixture | null

    /// <summary>Channels, height and width of an image; 2 for points.</summary>
    static member Shape: data: DataSet -> IReadOnlyList<int>

    /// <summary>Classes that there are; 0 where there are none, or none that matter.</summary>
    static member Classes: data: DataSet -> int

    /// <summary>The data sets of images that are known by a name alone.</summary>
    static member Images: IReadOnlyDictionary<string, DataSet>

    /// <summary>The name of a data set, as settings have it.</summary>
    static member DataName: data: DataSet -> string

    /// <summary>Channels, height and width of the images that a classifier takes.</summary>
    static member ClassifierShape: architecture: ClassifierArchitecture -> IReadOnlyList<int>

    /// <summary>Samples that are to be compared with training images after a step, counted from 1; 0 for none.</summary>
    static member SampleEvaluation: task: TrainingTask * step: int64 -> int

    /// <summary>The last samples of the training split, which are not trained on.</summary>
    static member HeldOut: task: TrainingTask -> int

    /// <summary>The classifiers by name.</summary>
    static member Classifiers: IReadOnlyDictionary<string, ClassifierArchitecture>

    /// <summary>The discriminator's loss per sample, without penalty.</summary>
    static member DiscriminatorLoss<'T when 'T :> ITensor<'T>> : game: Game * real: 'T * fake: 'T -> 'T

    /// <summary>What the penalty of a draw, counted from 1, is multiplied by; 0 where it is left out.</summary>
    static member PenaltyShare: game: Game * draw: int64 -> float

    /// <summary>Standard deviation of the instance noise at step t, counted from 1.</summary>
    static member NoiseDeviation: game: Game * step: int64 -> float

    /// <summary>sample + deviation noise.</summary>
    static member AddNoise<'T when 'T :> IReal<'T>> : deviation: float * noise: 'T * sample: 'T -> 'T

    /// <summary>The chain of stages that the settings of an update mean.</summary>
    static member Rule: update: NetworkUpdate -> UpdateRule

    /// <summary>Learning rate at step t of so many.</summary>
    static member Rate: update: NetworkUpdate * total: int64 * step: int64 -> float

    /// <summary>Whether something written every so many steps is due.</summary>
    static member IsDue: every: int64 * total: int64 * step: int64 -> bool
