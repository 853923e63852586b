using Gan.Experiments;
using Gan.Host.Runs;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;

namespace Gan.Host.Loop;

/// <summary>The training split that an experiment names.</summary>
/// <param name="Training">What is trained on.</param>
/// <param name="Found">What was found where it lies.</param>
/// <param name="HeldOut">The split's last images, which are not trained on; null if the experiment validates nothing.</param>
internal sealed record TrainingData(IDataSource Training, DataFound Found, TestSet? HeldOut) : IDisposable
{
    /// <summary>Opens, or draws, the split.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="inputs">What the run takes from others.</param>
    public static TrainingData Open(Experiment experiment, string root, RunInputs inputs)
    {
        if (experiment.Data is DataSet named and not ImageDataSet)
        {
            var points = named.Training(root, experiment.DataCount, experiment.Seed);
            return new(points, DataFound.Unnamed(points.Count), null);
        }
        var images = DataSets.TrainingImages(experiment.Data, root, experiment.DataCount, experiment.Seed);
        if (images is ImageFiles files)
            inputs.RequireSame("images.sha256", files.Hash(), $"the images of {files.Folder}");
        if (experiment.Task is not TrainingTask.ClassifierTask)
            return new(images, images.Found, null);
        // What classifiers take is small.
        var all = images switch
        {
            ImageData inMemory => inMemory,
            ImageFiles onDisk => onDisk.InMemory(),
            var other => throw new NotSupportedException($"{other} holds no images that a classifier can take."),
        };
        var count = experiment.Task.HeldOut;
        var (training, heldOut) = count == 0 ? (all, null) : all.Split(count);
        return new(WithGenerated(experiment, training, inputs), all.Found, heldOut is null ? null : TestSet.Of(heldOut, count));
    }

    private static IDataSource WithGenerated(Experiment experiment, ImageData images, RunInputs inputs)
    {
        if (experiment.Task is not TrainingTask.ClassifierTask { Item.Generated: { } option })
            return images;
        var generated = option.Value;
        var generator = inputs.Take("generator", generated.Run);
        TrainedRun.RequireData(generator, experiment.Data, $"Generated:Run = {generated.Run}");
        var added = GeneratedImages.Make(generator, generated, images.SampleShape, experiment.Data.Classes, experiment.Seed);
        return new MixedData(images, added, generated.Share, experiment.Seed);
    }

    /// <inheritdoc/>
    public void Dispose() => HeldOut?.Dispose();
}
