namespace Gan.Math.Experiments

/// <summary>Reading, printing and comparing experiments. Source: as <c>Experiment</c>.</summary>
[<RequireQualifiedAccess>]
module ExperimentSettings =

    /// <summary>Every setting's key, of all tasks.</summary>
    val keys: string list

    /// <summary>Reads an experiment from texts by key; reports every problem at once, unknown keys included.</summary>
    val read: settings: Map<string, string> -> Result<Experiment, Problem list>

    /// <summary>The settings that read back as this experiment, those of its task alone.</summary>
    val print: experiment: Experiment -> (string * string) list

    /// <summary>
    /// Whether a setting may differ when a run is resumed: its length and what it writes may, what it computes may not.
    /// </summary>
    val mayChangeOnResume: key: string -> bool

    /// <summary>Settings of both that differ and must not, as (key, before, now); of another task only the task itself.</summary>
    val differences: before: Experiment -> now: Experiment -> (string * string * string) list
