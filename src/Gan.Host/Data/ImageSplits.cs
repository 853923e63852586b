using Gan.Math.Experiments;

namespace Gan.Host.Data;

/// <summary>The images that data sets consist of.</summary>
internal static class ImageSplits
{
    /// <summary>Those that an experiment trains on.</summary>
    public static ImageData Training(Experiment experiment, string root) =>
        experiment.Data.IsMnist ? Mnist.Train(root, experiment.Seed) : ProceduralDigits.Train(experiment.DataCount, experiment.Seed);

    /// <summary>Other images of the same kind.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many; of sets that lie in files, all.</param>
    public static ImageData Test(DataSet data, string root, int count) => data.IsMnist ? Mnist.Test(root) : ProceduralDigits.Test(count);
}
