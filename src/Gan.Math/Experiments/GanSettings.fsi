namespace Gan.Math.Experiments

/// <summary>Between a GAN and its settings, in the sections Model, Training, Generator, Discriminator and Evaluation. Source: as <c>Setting</c>.</summary>
[<RequireQualifiedAccess>]
module internal GanSettings =

    /// <summary>Reads it, and what must hold between its settings.</summary>
    val read: Setting<GanTraining>

    /// <summary>The settings of a GAN, in order.</summary>
    val print: gan: GanTraining -> (string * string) list
