namespace Gan.Math.Experiments

/// <summary>The settings of an average of weights. Source: as <c>Average</c>.</summary>
[<RequireQualifiedAccess>]
module internal AverageSettings =

    /// <summary>Reads a section's average.</summary>
    val read: section: string -> Setting<Average>

    /// <summary>The settings that read back as this average.</summary>
    val print: section: string -> average: Average -> (string * string) list
