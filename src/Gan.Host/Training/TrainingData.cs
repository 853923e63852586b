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
    public static TrainingData Open(Experiment experiment, string root)
    {
        if (experiment.Data.IsRing)
            return new(new GaussianRing(experiment.DataCount, experiment.Seed), null);
        var images = experiment.Data.IsMnist ? Mnist.Train(root, experiment.Seed) : ProceduralDigits.Train(experiment.DataCount, experiment.Seed);
        var count = Experiments.HeldOut(experiment.Task);
        if (count == 0)
            return new(images, null);
        var (training, heldOut) = images.Split(count);
        return new(training, TestSet.Of(heldOut, count));
    }

    /// <inheritdoc/>
    public void Dispose() => HeldOut?.Dispose();
}
