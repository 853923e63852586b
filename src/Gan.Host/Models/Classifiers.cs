using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>The classifiers that can be named.</summary>
internal static class Classifiers
{
    /// <summary>Classes of every data set so far.</summary>
    public const int Classes = 10;

    private static readonly Dictionary<string, (long[] Shape, Func<nn.Module<Tensor, Tensor>> Create)> Known = new()
    {
        ["small-cnn"] = ([1, 28, 28], () => new SmallCnn(channels: 16, hidden: 128)),
        ["madry-cnn"] = ([1, 28, 28], () => new SmallCnn(channels: 32, hidden: 1024)),
        ["trades-cnn"] = ([1, 28, 28], () => new TradesCnn()),
        ["resnet20"] = ([3, 32, 32], () => new ResidualNet()),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>A network with this name.</summary>
    public static nn.Module<Tensor, Tensor> Create(string name) => Known[name].Create();

    /// <summary>The shape of the images that it takes.</summary>
    public static long[] ImageShape(string name) => Known[name].Shape;
}
