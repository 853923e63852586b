using Gan.Math.CSharp;
using Gan.Math.Experiments;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>The classifiers that can be named.</summary>
internal static class Classifiers
{
    /// <summary>Classes that every classifier tells apart.</summary>
    public const int Classes = 10;

    /// <summary>Classes [N], int64, as rows of [N, K] with a 1 in the class's column.</summary>
    public static Tensor OneHot(Tensor labels, int classes, Device device) => nn.functional.one_hot(labels, classes).to(ScalarType.Float32).to(device);

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => [.. Experiments.Classifiers.Keys];

    /// <summary>A network with this name.</summary>
    public static ImageClassifier Create(string name) => Create(Experiments.Classifiers[name]);

    /// <summary>A network of this architecture.</summary>
    public static ImageClassifier Create(ClassifierArchitecture architecture) =>
        architecture.IsSmallCnn ? new SmallCnn(channels: 16, hidden: 128)
        : architecture.IsMadryCnn ? new SmallCnn(channels: 32, hidden: 1024)
        : architecture.IsTradesCnn ? new TradesCnn()
        : new ResidualNet();

    /// <summary>The shape of the images that it takes.</summary>
    public static long[] ImageShape(string name) => ImageShape(Experiments.Classifiers[name]);

    /// <summary>The shape of the images that it takes.</summary>
    public static long[] ImageShape(ClassifierArchitecture architecture) => [.. Experiments.ClassifierShape(architecture)];
}
