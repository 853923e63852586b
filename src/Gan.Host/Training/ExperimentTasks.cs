using Gan.Host.Robustness;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>What an experiment trains.</summary>
internal static class ExperimentTasks
{
    /// <summary>Its GAN.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static GanTraining Gan(this Experiment experiment) => experiment.Task is TrainingTask.GanTask task ? task.Item
        : throw new GanError(ExitCode.Usage, "The run trains a classifier: it has no generator and no discriminator.");

    /// <summary>Its classifier.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static ClassifierTraining Classifier(this Experiment experiment) => experiment.Task is TrainingTask.ClassifierTask task ? task.Item
        : throw new GanError(ExitCode.Usage, "The run trains a GAN: it has no classifier.");

    /// <summary>A learner at its first values.</summary>
    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run, which schedules are stretched over.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="heldOut">Samples to validate with, not owned; null to validate nothing.</param>
    public static ILearner Learner(this Experiment experiment, long total, Device device, TestSet? heldOut = null) =>
        experiment.Task.IsGanTask ? new GanLearner(experiment, total, device) : new ClassifierLearner(experiment, total, device, heldOut);
}
