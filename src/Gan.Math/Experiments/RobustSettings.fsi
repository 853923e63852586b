namespace Gan.Math.Experiments

open Gan.Math.Robust

/// <summary>The settings of robust training, in the section Robust. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal RobustSettings =

    /// <summary>Reads the section and what must hold between its settings.</summary>
    val read: Setting<RobustTraining>

    /// <summary>The keys and texts that read back as this training.</summary>
    val print: training: RobustTraining -> (string * string) list
