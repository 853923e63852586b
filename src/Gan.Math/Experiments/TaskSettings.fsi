namespace Gan.Math.Experiments

/// <summary>
/// The settings of what is trained: Training:Task names it, the sections Model, Training, Generator and Discriminator belong
/// to a GAN, the sections Classifier, Robust, Attacker and Validation to a classifier. Source: as <c>Setting</c>.
/// </summary>
[<RequireQualifiedAccess>]
module internal TaskSettings =

    /// <summary>Reads the task that is named, and what must hold between its settings.</summary>
    val read: Setting<TrainingTask>

    /// <summary>The keys and texts that read back as this task.</summary>
    val print: task: TrainingTask -> (string * string) list

    /// <summary>What is wrong with a task on this data.</summary>
    val fitting: data: DataSet -> task: TrainingTask -> Problem list
