using Gan.Math.Experiments;

namespace Gan.Host.Data;

/// <summary>The training data that an experiment names.</summary>
internal static class DataSources
{
    /// <summary>Opens, or draws, the training split.</summary>
    public static IDataSource Train(Experiment experiment, string root) =>
        experiment.Data.IsMnist ? Mnist.Train(root, experiment.Seed)
        : experiment.Data.IsRing ? new GaussianRing(experiment.DataCount, experiment.Seed)
        : ProceduralDigits.Train(experiment.DataCount, experiment.Seed);
}
