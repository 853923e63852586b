namespace Gan.Experiments

/// <summary>Everything that settings say of an experiment, and what follows from it: reading, printing, resuming, migration.</summary>
[<RequireQualifiedAccess>]
module ExperimentCodec =

    /// <summary>Reads and prints experiments whose data and networks have the names of a vocabulary.</summary>
    [<CompiledName("Of")>]
    val ofVocabulary: vocabulary: Vocabulary -> Codec<Experiment, Experiment>

    /// <summary>The settings of an older run, with what it meant where it says nothing.</summary>
    val migrate: codec: Codec<Experiment, Experiment> -> settings: Map<string, string> -> Map<string, string>

    /// <summary>
    /// The settings that tell one experiment from another: those that stay when a run goes on. A setting that came after a
    /// run began is left out where it has the value that such runs meant.
    /// </summary>
    val identity: codec: Codec<Experiment, Experiment> -> experiment: Experiment -> (string * string) list

    /// <summary>The settings that say where something lies.</summary>
    val places: codec: Codec<Experiment, Experiment> -> string list

    /// <summary>The settings, with their values before and now, that keep a run of one experiment from going on as another.</summary>
    val differences:
        codec: Codec<Experiment, Experiment> ->
        before: Experiment ->
        now: Experiment ->
            struct (string * string * string) list
