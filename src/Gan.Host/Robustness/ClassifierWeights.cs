using Gan.Host.Checkpoints;
using Gan.Host.Models;
using Gan.Host.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>The weights of a classifier in a file.</summary>
/// <param name="Path">FILE.safetensors, with PyTorch's names.</param>
/// <param name="Architecture">Name of the network that they belong to.</param>
internal sealed record ClassifierWeights(string Path, string Architecture)
{
    /// <summary>The shape of the images that the network takes.</summary>
    public long[] ImageShape => Classifiers.ImageShape(Architecture);

    /// <summary>Themselves, if the network takes images of a shape.</summary>
    /// <param name="shape">Of the images.</param>
    /// <param name="asked">Who asked for them: a setting or option, and its value.</param>
    /// <exception cref="GanError">It takes others.</exception>
    public ClassifierWeights Fitting(long[] shape, string asked) => ImageShape.SequenceEqual(shape) ? this
        : throw new GanError(ExitCode.Usage, $"{asked}: its {Architecture} takes images of [{string.Join(", ", ImageShape)}], and these are of [{string.Join(", ", shape)}].");

    /// <summary>A network with these weights.</summary>
    /// <exception cref="GanError">The file cannot be read or does not fit; everything that is wrong with it is named.</exception>
    public ImageClassifier Load(Device device, ScalarType precision)
    {
        var module = Classifiers.Create(Architecture);
        WeightsLoader.Load([.. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)), .. module.named_buffers().Select(entry => (entry.name, entry.buffer))], Path);
        module.to(device);
        // For its order in memory, which makes convolutions fast; the parameters keep the buffer alive.
        _ = new FlatParameters(module, device);
        if (precision != ScalarType.Float32)
            module.to(precision);
        return module;
    }
}
