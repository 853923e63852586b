using Gan.Host.Data;
using Gan.Host.Runs;
using Gan.Math.Training;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;

namespace Gan.Host.Loop;

/// <summary>A run's newest valid checkpoint, which sampling, exporting and evaluating start from.</summary>
internal static class TrainedRun
{
    /// <summary>Refuses a run of another data set than is wanted; of one's own images nobody knows what they show.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="wanted">The data set.</param>
    /// <param name="asked">Who asked for the run: a setting or option, and its value.</param>
    /// <exception cref="GanError">It was trained on another.</exception>
    public static void RequireData(string folder, IDataSet wanted, string asked)
    {
        using var run = RunDirectory.OpenForReading(folder);
        var found = run.StoredExperiment().Data;
        if (found is not ImageFolder && wanted is not ImageFolder && found.Name != wanted.Name)
            throw new GanError(ExitCode.Usage, $"{asked}: must be a run of {wanted.Name}, and this one was trained on {found.Name}.");
    }

    /// <summary>The networks that it trained, on the CPU.</summary>
    public static (ILearner Learner, long Step) Learner(string folder)
    {
        var (experiment, checkpoint) = RunDirectory.Newest(folder);
        using var held = checkpoint;
        var learner = experiment.Learner(total: checkpoint.Manifest.Step, Devices.Open("cpu", threads: 0), RunInputs.Of(folder));
        learner.Load(checkpoint.Folder);
        return (learner, checkpoint.Manifest.Step);
    }

    /// <summary>Both players of a GAN, on the CPU, and the step of the generator that samples are drawn from: the best one, if
    /// one was chosen.</summary>
    /// <exception cref="GanError">The run trains something else.</exception>
    public static (GanModel Model, long Step) Gan(string folder)
    {
        var (experiment, checkpoint) = RunDirectory.Newest(folder);
        using var held = checkpoint;
        var model = new GanModel(experiment, total: checkpoint.Manifest.Step, Devices.Open("cpu", threads: 0));
        model.LoadWeights(checkpoint.Folder);
        return (model, model.TakeBest() ?? checkpoint.Manifest.Step);
    }

    /// <summary>The file of a classifier's most wanted weights, test images of the data that it was trained on, and the step of
    /// the weights.</summary>
    /// <exception cref="GanError">The run trains something else.</exception>
    public static (ClassifierWeights Weights, TestImages Data, long Step) Classifier(string folder)
    {
        var (experiment, checkpoint) = RunDirectory.Newest(folder);
        var training = experiment.Classifier();
        using var learner = experiment.Learner(total: checkpoint.Manifest.Step, Devices.Open("cpu", threads: 0), RunInputs.Of(folder));
        learner.Load(checkpoint.Folder);
        var (module, step) = learner.Products.Values.First();
        return (new ClassifierWeights(Path.Combine(checkpoint.Folder, module.WeightsFile), training.Architecture.Name,
            training.Outputs, checkpoint),
            TestImages.Of(experiment.Data), step ?? checkpoint.Manifest.Step);
    }
}
