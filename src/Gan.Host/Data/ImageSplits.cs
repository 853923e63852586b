using Gan.Math.Experiments;

namespace Gan.Host.Data;

/// <summary>The images that data sets consist of.</summary>
internal static class ImageSplits
{
    /// <summary>Those that an experiment trains on.</summary>
    public static ImageSource Training(Experiment experiment, string root) => experiment.Data switch
    {
        { IsMnist: true } => Mnist.Train(root, experiment.Seed),
        { IsFashionMnist: true } => Mnist.Train(root, experiment.Seed, Mnist.FashionFolder),
        { IsCifar10: true } => Cifar.Train(root, experiment.Seed),
        DataSet.Images images => ImageFiles.Training(images.Item, experiment.Seed),
        _ => ProceduralDigits.Train(experiment.DataCount, experiment.Seed),
    };

    /// <summary>Other images of the same kind.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many; of sets that lie in files, all.</param>
    public static ImageSource Test(DataSet data, string root, int count) => data switch
    {
        { IsMnist: true } => Mnist.Test(root),
        { IsFashionMnist: true } => Mnist.Test(root, Mnist.FashionFolder),
        { IsCifar10: true } => Cifar.Test(root),
        DataSet.Images images => ImageFiles.Test(images.Item),
        _ => ProceduralDigits.Test(count),
    };
}
