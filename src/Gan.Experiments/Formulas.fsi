namespace Gan.Experiments

open Gan.Math

/// <summary>The equations that an experiment trains with.</summary>
[<RequireQualifiedAccess>]
module Formulas =

    /// <summary>The losses, the penalty, the turn and the updates of an experiment, with their numbers: pairs of both sides.</summary>
    val ofExperiment: notation: Notation -> experiment: Experiment -> (string * string) list
