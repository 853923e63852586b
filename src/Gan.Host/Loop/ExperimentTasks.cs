using Gan.Experiments;
using Gan.Host.Runs;
using Gan.Torch.Evaluation;
using Gan.Torch.Networks;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>The library's options for an experiment's task.</summary>
internal static class ExperimentTasks
{
    /// <summary>Its GAN.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static GanTraining Gan(this Experiment experiment) => experiment.Task is TrainingTask.GanTask task ? task.Item
        : throw new GanError(ExitCode.Usage, $"The run trains {Described(experiment)}: it has no generator of samples and no "
            + $"discriminator of them.");

    /// <summary>Its classifier.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static ClassifierTraining Classifier(this Experiment experiment) => experiment.Task is TrainingTask.ClassifierTask task
        ? task.Item
        : throw new GanError(ExitCode.Usage, $"The run trains {Described(experiment)}: it has no classifier.");

    /// <summary>Its generator of perturbations.</summary>
    /// <exception cref="GanError">It trains something else.</exception>
    public static AdvGanTraining AdvGan(this Experiment experiment) => experiment.Task is TrainingTask.AdvGanTask task ? task.Item
        : throw new GanError(ExitCode.Usage, $"The run trains {Described(experiment)}: it has no generator of perturbations.");

    /// <summary>Shape of a sample of its data.</summary>
    public static long[] SampleShape(this Experiment experiment) => [.. experiment.Data.Shape.Select(length => (long)length)];

    /// <summary>How its GAN is trained.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="total">Steps of the run.</param>
    public static GanOptions GanOptions(this Experiment experiment, long total)
    {
        var gan = experiment.Gan();
        return new()
        {
            Game = gan.Game,
            Generator = gan.Generator,
            Discriminator = gan.Discriminator,
            BatchSize = experiment.BatchSize,
            LatentSize = gan.Networks.LatentSize,
            LatentComponents = gan.Mixture?.Value.Components ?? 0,
            LatentDeviation = gan.Mixture?.Value.Deviation ?? 1,
            Truncation = gan.Truncation,
            Classes = gan.Networks.Conditioning.IsUnconditional ? 0 : experiment.Data.Classes,
            ClassWeight = gan.ClassWeight,
            Packing = gan.Networks.Packing,
            Seed = experiment.Seed,
            TotalSteps = total,
        };
    }

    /// <summary>How its classifier is trained.</summary>
    /// <inheritdoc cref="GanOptions"/>
    public static ClassifierOptions ClassifierOptions(this Experiment experiment, long total)
    {
        var training = experiment.Classifier();
        return new()
        {
            Robust = training.Robust,
            Update = training.Update,
            Classes = training.Outputs,
            BatchSize = experiment.BatchSize,
            Seed = experiment.Seed,
            TotalSteps = total,
            Another = training.Create,
            Attacker = training.Attacker?.Value is { } attacker ? (attacker.Width, attacker.Update) : null,
        };
    }

    /// <summary>How its generator of perturbations is trained.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="classes">Logits of the attacked classifier.</param>
    public static AdvGanOptions AdvGanOptions(this Experiment experiment, long total, int classes)
    {
        var training = experiment.AdvGan();
        return new()
        {
            Radius = training.Radius,
            Weights = training.Weights,
            Loss = training.Loss,
            Width = training.Width,
            Generator = training.Generator,
            Discriminator = training.Discriminator,
            Student = training.Student?.Value is { } student ? (() =>
                ((ClassifierArchitecture)student.Architecture).Create(classes), student.Update) : null,
            Seed = experiment.Seed,
            TotalSteps = total,
        };
    }

    /// <summary>A classifier's network, before it has first values.</summary>
    public static ImageClassifier Create(this ClassifierTraining training) =>
        ((ClassifierArchitecture)training.Architecture).Create(training.Outputs);

    private static string Described(Experiment experiment) => experiment.Task switch
    {
        TrainingTask.GanTask => "a GAN",
        TrainingTask.ClassifierTask => "a classifier",
        TrainingTask.AdvGanTask => "a generator of perturbations",
        var other => throw new NotSupportedException($"There is no task {other}."),
    };

    /// <summary>A learner at its first values.</summary>
    /// <param name="experiment">What it learns.</param>
    /// <param name="total">Steps of the run, which schedules are stretched over.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="inputs">What the run takes from others.</param>
    /// <param name="heldOut">Samples to validate with, not owned; null to validate nothing.</param>
    /// <param name="judge">Judges samples during training, not owned; null to judge none.</param>
    public static ILearner Learner(this Experiment experiment, long total, Device device, RunInputs inputs, TestSet? heldOut =
        null, ISampleJudge? judge = null) =>
        experiment.Task switch
        {
            TrainingTask.GanTask => new GanLearner(experiment, total, device, judge),
            TrainingTask.ClassifierTask => new ClassifierLearner(experiment, total, device, heldOut),
            TrainingTask.AdvGanTask => new AdvGanLearner(experiment, total, device, inputs),
            var other => throw new NotSupportedException($"There is no task {other}."),
        };
}
