using Gan.Host.Checkpoints;
using Gan.Host.Robustness;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Training;

/// <summary>What an experiment trains.</summary>
internal static class ExperimentTasks
{
    /// <summary>Its GAN.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static GanTraining Gan(this Experiment experiment) => experiment.Task is TrainingTask.GanTask task ? task.Item
        : throw new GanError(ExitCode.Usage, $"The run trains {Described(experiment)}: it has no generator of samples and no discriminator of them.");

    /// <summary>Its classifier.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static ClassifierTraining Classifier(this Experiment experiment) => experiment.Task is TrainingTask.ClassifierTask task ? task.Item
        : throw new GanError(ExitCode.Usage, $"The run trains {Described(experiment)}: it has no classifier.");

    /// <summary>Its generator of perturbations.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static AdvGanTraining AdvGan(this Experiment experiment) => experiment.Task is TrainingTask.AdvGanTask task ? task.Item
        : throw new GanError(ExitCode.Usage, $"The run trains {Described(experiment)}: it has no generator of perturbations.");

    /// <summary>Name of its data, as settings and commands have it.</summary>
    public static string DataName(this Experiment experiment) => Experiments.DataName(experiment.Data);

    /// <summary>Shape of a sample of its data.</summary>
    public static long[] SampleShape(this Experiment experiment) => [.. Experiments.Shape(experiment.Data).Select(length => (long)length)];

    private static string Described(Experiment experiment) =>
        experiment.Task.IsGanTask ? "a GAN" : experiment.Task.IsClassifierTask ? "a classifier" : "a generator of perturbations";

    /// <summary>A learner at its first values.</summary>
    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run, which schedules are stretched over.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="inputs">What the run takes from others.</param>
    /// <param name="heldOut">Samples to validate with, not owned; null to validate nothing.</param>
    /// <param name="judge">Judges samples during training, not owned; null to judge none.</param>
    public static ILearner Learner(this Experiment experiment, long total, Device device, RunInputs inputs, TestSet? heldOut = null, ISampleJudge? judge = null) =>
        experiment.Task.IsGanTask ? new GanLearner(experiment, total, device, judge)
        : experiment.Task.IsClassifierTask ? new ClassifierLearner(experiment, total, device, heldOut)
        : new AdvGanLearner(experiment, total, device, inputs);
}
