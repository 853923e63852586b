using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Runs;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using Gan.Torch.Native;
using Gan.Torch.Networks;
using static TorchSharp.torch;

namespace Gan.Host.Quality;

/// <summary>
/// The classifiers whose features samples are compared in, where none is given: one for each data set, the run of its preset
/// without any defence, trained when first needed and kept in the user's cache, for these very training images.
/// </summary>
internal static class FeatureClassifiers
{
    private const int HashDigits = 16;

    /// <summary>The preset of a data set's classifier.</summary>
    public static string PresetOf(string data) => $"{data}-natural";

    /// <summary>The extractor of a data set.</summary>
    /// <param name="data">Name of the data set.</param>
    /// <param name="dataRoot">Folder of data sets.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="errors">Takes lines while it is trained.</param>
    /// <param name="sized">Told how many features there will be, before any training.</param>
    /// <param name="stop">Stops the training, which the next call continues.</param>
    /// <exception cref="GanError">The user has no cache, or it cannot be written.</exception>
    public static IFeatureExtractor For(string data, string dataRoot, Device device, TextWriter errors, Action<int> sized,
        CancellationToken stop)
    {
        var preset = PresetOf(data);
        if (!Presets.Names.Contains(preset))
            throw new GanError(ExitCode.Usage, $"There is no classifier of its own for Data:Name = {data}: bring the features to "
                + $"compare in with --features.");
        var experiment = Presets.ExperimentOf(preset);
        sized(SizeOf(experiment));
        var identity = Identity.Of(experiment);
        var cache = UserCache.Root() ?? throw new GanError(ExitCode.Usage,
            "There is no home directory to keep the classifier in whose features samples are compared in: set XDG_CACHE_HOME, or bring "
                + "one with --features.");
        var folder = Path.Combine(cache, UserCache.ProgramName, "features",
            $"{preset}-{identity.Hash[..HashDigits]}-{DataOf(experiment, dataRoot)}");
        try
        {
            Train(experiment, preset, identity, folder, dataRoot, errors, stop);
            stop.ThrowIfCancellationRequested();
            return new ClassifierFeatures(TrainedRun.Classifier(folder).Weights, $"preset {preset}", device);
        }
        catch (GanError cause) when (cause.ExitCode == ExitCode.Unreadable)
        {
            // Its advice is for a run that the user has named.
            var reason = cause.InnerException?.Message.TrimEnd('.') ?? cause.Message.Split(". ")[0].TrimEnd('.');
            throw new GanError(ExitCode.Unreadable, $"The classifier in whose features samples are compared cannot be kept in {folder}: "
                + $"{reason}. Set XDG_CACHE_HOME to a folder that can be written, or bring one with --features.", cause);
        }
    }

    private static void Train(Experiment experiment, string preset, Identity identity, string folder, string dataRoot,
        TextWriter errors, CancellationToken stop)
    {
        using var run = RunDirectory.OpenForWritingWhenFree(folder, () =>
            errors.WriteLine($"waiting for another process that trains {preset} for its features"), stop);
        var checkpoints = new CheckpointStore(run.Checkpoints, identity, warning => errors.WriteLine($"warning: {warning}"));
        // On the CPU: on another device it would be another classifier.
        new TrainingRun(experiment, run, checkpoints, new LineProgress($"training {preset} once, for its features", errors),
            new RunControl(TimeProvider.System), new DiskSpace(folder, reserve: 0), TimeProvider.System)
            .Train(CPU, dataRoot, checkpoints.FindNewest(), stop);
    }

    // Of a network with its first weights: how many there are does not depend on what they are.
    private static int SizeOf(Experiment experiment)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var training = experiment.Classifier();
        var classifier = ((ClassifierArchitecture)training.Architecture).Create(training.Outputs);
        return (int)classifier.Features(zeros([1, .. experiment.SampleShape()])).shape[1];
    }

    // The same name can stand for other files on another day; what is drawn follows from the experiment.
    private static string DataOf(Experiment experiment, string dataRoot) =>
        experiment.Data.IsDrawn ? "drawn"
        : ((ImageData)DataSets.TrainingImages(experiment.Data, dataRoot, experiment.DataCount, experiment.Seed)).Hash()[..HashDigits];
}
