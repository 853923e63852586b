namespace Gan.Experiments

open System.Collections.Generic
open Gan.Math

/// <summary>An experiment, or what is wrong with its settings.</summary>
[<Sealed; NoComparison; NoEquality>]
type ExperimentReading =

    /// <summary>The experiment; null if there are problems.</summary>
    member Experiment: Experiment | null

    /// <summary>Everything that is wrong; empty if there is an experiment.</summary>
    member Problems: IReadOnlyList<Problem>

/// <summary>A setting that differs.</summary>
type Difference =
    {
        /// <summary>The setting.</summary>
        Key: string
        /// <summary>Its text in the run.</summary>
        Before: string
        /// <summary>Its text now.</summary>
        Now: string
    }

/// <summary>Experiments of one vocabulary, for C#: dictionaries in, lists out.</summary>
[<Sealed; NoComparison; NoEquality>]
type Experiments =

    /// <summary>Experiments whose data and networks have these names.</summary>
    new: vocabulary: Vocabulary -> Experiments

    /// <summary>The values that names stand for.</summary>
    member Vocabulary: Vocabulary

    /// <summary>Every setting of an experiment.</summary>
    member Keys: IReadOnlyList<string>

    /// <summary>Reads settings; all keys have to be there.</summary>
    member Read: settings: IEnumerable<KeyValuePair<string, string>> -> ExperimentReading

    /// <summary>The settings of a run of any version, with what it meant where it says nothing.</summary>
    member Migrate: settings: IEnumerable<KeyValuePair<string, string>> -> IReadOnlyDictionary<string, string>

    /// <summary>The settings of an experiment, in order.</summary>
    member Settings: experiment: Experiment -> IReadOnlyList<KeyValuePair<string, string>>

    /// <summary>The settings that tell an experiment from another.</summary>
    member Identity: experiment: Experiment -> IReadOnlyList<KeyValuePair<string, string>>

    /// <summary>The settings that say where something lies: what a run began with stays part of its identity.</summary>
    member Places: IReadOnlyList<string>

    /// <summary>The settings that keep a run of one experiment from going on as another.</summary>
    member Differences: before: Experiment * now: Experiment -> IReadOnlyList<Difference>

    /// <summary>The equations that an experiment trains with, line by line.</summary>
    static member Formulas: experiment: Experiment -> IReadOnlyList<string>

/// <summary>The machine's settings, or what is wrong with them.</summary>
[<Sealed; NoComparison; NoEquality>]
type MachineReading =

    /// <summary>Takes the machine's settings out of all settings.</summary>
    /// <param name="settings">All settings.</param>
    /// <param name="dataRoot">Goes before Data:Root; null or empty for nothing.</param>
    static member Take: settings: IDictionary<string, string> * dataRoot: string | null -> MachineReading

    /// <summary>The keys of a machine's settings.</summary>
    static member Keys: IReadOnlyList<string>

    /// <summary>The settings; null if there are problems.</summary>
    member Machine: Machine | null

    /// <summary>Everything that is wrong.</summary>
    member Problems: IReadOnlyList<Problem>
