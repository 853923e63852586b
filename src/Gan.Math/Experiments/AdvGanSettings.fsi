namespace Gan.Math.Experiments

/// <summary>The settings of a generator of perturbations. Source: as <c>AdvGanTraining</c>.</summary>
[<RequireQualifiedAccess>]
module internal AdvGanSettings =

    /// <summary>Reads them.</summary>
    val read: Setting<AdvGanTraining>

    /// <summary>The settings that read back as these.</summary>
    val print: training: AdvGanTraining -> (string * string) list
