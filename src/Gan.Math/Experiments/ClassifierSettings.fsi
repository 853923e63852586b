namespace Gan.Math.Experiments

/// <summary>The settings of a classifier: the sections Classifier, Robust, Attacker and Validation. Source: as <c>ClassifierTraining</c>.</summary>
[<RequireQualifiedAccess>]
module internal ClassifierSettings =

    /// <summary>Reads them; Attacker only where Robust:Attack asks for it.</summary>
    val read: Setting<ClassifierTraining>

    /// <summary>The settings that read back as this training.</summary>
    val print: classifier: ClassifierTraining -> (string * string) list
