using Gan.Math.Training;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>A classifier that can be named: the images it takes, and how it is built.</summary>
/// <param name="name">As settings and commands have it.</param>
/// <param name="source">Authors, year and place.</param>
/// <param name="shape">Channels, height and width of an image.</param>
/// <param name="lastBias">Name of the bias that the logits end with: its length is their number.</param>
/// <param name="create">Makes one of so many logits.</param>
public sealed class ClassifierArchitecture(string name, string source, IReadOnlyList<int> shape, string lastBias, Func<int,
    ImageClassifier> create) : IClassifierArchitecture
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Source => source;

    /// <summary>Channels, height and width of the images that it takes.</summary>
    public long[] ImageShape => [.. shape.Select(length => (long)length)];

    /// <inheritdoc/>
    public bool Fits(IReadOnlyList<int> other) => other.SequenceEqual(shape);

    /// <summary>Name of the bias that the logits end with.</summary>
    public string LastBias => lastBias;

    /// <summary>A network of this architecture.</summary>
    /// <param name="outputs">Logits, K.</param>
    public ImageClassifier Create(int outputs) => create(outputs);
}

/// <summary>The classifiers that can be named. A new one is one file and one line here.</summary>
public static class ClassifierArchitectures
{
    /// <summary>All of them; the first that fits some data is its default.</summary>
    public static IReadOnlyList<ClassifierArchitecture> All { get; } =
        [SmallCnn.Small, SmallCnn.Madry, TradesCnn.Architecture, ResidualNet.Architecture];

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => [.. All.Select(one => one.Name)];

    /// <summary>The one of a name.</summary>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public static ClassifierArchitecture Named(string name) => All.SingleOrDefault(one => one.Name == name)
        ?? throw new InvalidRequestException($"There is no classifier {name}; there are {string.Join(", ", Names)}.");

    /// <summary>Classes [N], int64, as rows of [N, K] with a 1 in the class's column.</summary>
    public static Tensor OneHot(Tensor labels, int classes, Device device) =>
        nn.functional.one_hot(labels, classes).to(ScalarType.Float32).to(device);
}
