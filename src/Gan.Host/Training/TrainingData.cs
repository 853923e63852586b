using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.Host.Robustness;
using Gan.Math.CSharp;
using Gan.Math.Experiments;

namespace Gan.Host.Training;

/// <summary>The training split that an experiment names.</summary>
/// <param name="Training">What is trained on.</param>
/// <param name="HeldOut">The split's last images, which are not trained on; null if the experiment validates nothing.</param>
internal sealed record TrainingData(IDataSource Training, TestSet? HeldOut) : IDisposable
{
    /// <summary>Opens, or draws, the split.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="inputs">What the run takes from others.</param>
    public static TrainingData Open(Experiment experiment, string root, RunInputs inputs)
    {
        if (Experiments.Density(experiment.Data) is { } density)
            return new(new MixturePoints(density, experiment.DataCount, experiment.Seed), null);
        var images = ImageSplits.Training(experiment, root);
        if (images is ImageFiles files)
            inputs.RequireSame("images.sha256", files.Hash(), $"the images of {files.Folder}");
        if (!experiment.Task.IsClassifierTask)
            return new(images, null);
        // What classifiers take is small.
        var all = images as ImageData ?? ((ImageFiles)images).InMemory();
        var count = Experiments.HeldOut(experiment.Task);
        var (training, heldOut) = count == 0 ? (all, null) : all.Split(count);
        return new(WithGenerated(experiment, training, inputs), heldOut is null ? null : TestSet.Of(heldOut, count));
    }

    private static IDataSource WithGenerated(Experiment experiment, ImageData images, RunInputs inputs)
    {
        if (experiment.Task is not TrainingTask.ClassifierTask { Item.Generated: { } option })
            return images;
        var generated = option.Value;
        var generator = inputs.Take("generator", generated.Run);
        TrainedRun.RequireData(generator, experiment.Data, $"Generated:Run = {generated.Run}");
        var added = GeneratedImages.Make(generator, generated, images.SampleShape, experiment.Seed);
        return new MixedData(images, added, generated.Share, experiment.Seed);
    }

    /// <inheritdoc/>
    public void Dispose() => HeldOut?.Dispose();
}
