using Gan.Math.Theory;
using Gan.Math.Training;

namespace Gan.Torch.Modalities;

/// <summary>A data set that can be named: what its samples are, and how they are opened.</summary>
public abstract class DataSet : IDataSet
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<int> Shape { get; }

    /// <inheritdoc/>
    public abstract int Classes { get; }

    /// <inheritdoc/>
    public virtual bool IsDrawn => false;

    /// <inheritdoc/>
    public virtual GaussianMixture? Density => null;

    /// <summary>The training split.</summary>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many samples, of data that is drawn.</param>
    /// <param name="seed">Of the order, or of the draws.</param>
    /// <exception cref="DataException">It cannot be read.</exception>
    public abstract IDataSource Training(string root, int count, ulong seed);
}

/// <summary>A data set of labelled images with a test split.</summary>
public abstract class ImageDataSet : DataSet
{
    /// <inheritdoc/>
    public sealed override IDataSource Training(string root, int count, ulong seed) => TrainingImages(root, count, seed);

    /// <inheritdoc cref="Training"/>
    public abstract ImageSource TrainingImages(string root, int count, ulong seed);

    /// <summary>The test split.</summary>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many images, of data that is drawn.</param>
    /// <exception cref="DataException">It cannot be read.</exception>
    public abstract ImageSource TestImages(string root, int count);
}

/// <summary>The data sets that can be named. A new one is one file and one line here.</summary>
public static class DataSets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DataSet> All { get; } =
        [new DigitsData(), new MnistData(), new FashionMnistData(), new Cifar10Data(), PointData.Ring, PointData.Grid, PointData.Spiral];

    /// <summary>Data sets of images, by name.</summary>
    public static IReadOnlyDictionary<string, ImageDataSet> Images { get; } = All.OfType<ImageDataSet>().ToDictionary(data => data.Name);

    /// <summary>The training images of a data set or a folder.</summary>
    public static ImageSource TrainingImages(IDataSet data, string root, int count, ulong seed) => data switch
    {
        ImageDataSet named => named.TrainingImages(root, count, seed),
        ImageFolder folder => ImageFiles.Training(folder, seed),
        _ => throw new InvalidRequestException($"{data.Name} holds no images."),
    };

    /// <summary>Other images of the same kind.</summary>
    /// <param name="data">The data set, or a folder.</param>
    /// <param name="root">Folder of data sets.</param>
    /// <param name="count">How many; of sets that lie in files, all.</param>
    public static ImageSource TestImages(IDataSet data, string root, int count) => data switch
    {
        ImageDataSet named => named.TestImages(root, count),
        ImageFolder folder => ImageFiles.Test(folder),
        _ => throw new InvalidRequestException($"{data.Name} holds no images."),
    };
}
