using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Math.CSharp;
using Gan.Math.Metrics;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Quality;

/// <summary>The Frechet distance of samples to the first training images, in the features of the data set's own classifier: test
/// images are kept for the end.</summary>
internal sealed class SampleJudge : ISampleJudge
{
    private readonly IFeatureExtractor _extractor;
    private readonly Moments _training;

    private SampleJudge(IFeatureExtractor extractor, ImageSource training, int count)
    {
        _extractor = extractor;
        _training = Extract(training.Parts(count));
    }

    /// <summary>The judge of an experiment that asks for one; else null.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="dataRoot">Folder of data sets.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="errors">Takes lines while the classifier is trained.</param>
    /// <param name="stop">Stops that training, which the next call continues.</param>
    /// <exception cref="GanError">There are fewer training images than it compares with, or too few for the features.</exception>
    public static SampleJudge? For(Experiment experiment, string dataRoot, Device device, TextWriter errors, CancellationToken stop)
    {
        if (experiment.Task is not TrainingTask.GanTask { Item.Evaluation: { } option })
            return null;
        var count = option.Value.Count;
        var training = DataSets.TrainingImages(experiment.Data, dataRoot, experiment.DataCount, experiment.Seed);
        if (count > training.Count)
            throw new GanError(ExitCode.Usage, $"Evaluation:Count = {count}: must be at most {training.Count}, the training images.");
        void RequireEnough(int features)
        {
            if (count <= features)
                throw new GanError(ExitCode.Usage, $"Evaluation:Count = {count}: must be at least {features + 1}: fewer "
                    + $"samples than features have no covariance to compare.");
        }
        return new(FeatureClassifiers.For(experiment.Data.Name, dataRoot, device, errors, RequireEnough, stop), training, count);
    }

    /// <inheritdoc/>
    public double Distance(IEnumerable<Tensor> samples) => Distances.Frechet(Eigen.Symmetric, Extract(samples), _training).Distance;

    private Moments Extract(IEnumerable<Tensor> parts)
    {
        var rows = new List<double[]>();
        using var exact = Devices.InFloat32();
        foreach (var part in parts)
            using (part)
            {
                if (!part.isfinite().all().item<bool>())
                    throw new GanError(ExitCode.Diverged, "The generator's samples are not finite. The checkpoints before are kept; "
                        + "lower the learning rates in a new run.");
                rows.AddRange(_extractor.Extract(part).Values);
            }
        return MomentsModule.OfSamples([.. rows]);
    }

    /// <inheritdoc/>
    public void Dispose() => _extractor.Dispose();
}
