using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>The weights of a classifier in a file.</summary>
/// <param name="Path">FILE.safetensors, with PyTorch's names.</param>
/// <param name="Architecture">Name of the network that they belong to.</param>
/// <param name="Outputs">Its logits, K.</param>
/// <param name="Held">What keeps the file where it is as long as this is used; null for nothing.</param>
internal sealed record ClassifierWeights(string Path, string Architecture, int Outputs, IDisposable? Held = null)
{
    // Of a file that cannot be read or does not fit; loading says what is wrong with it.
    private const int UsualOutputs = 10;

    /// <summary>Weights of a file: the length of its last bias tells the logits.</summary>
    public static ClassifierWeights InFile(string path, string architecture)
    {
        try
        {
            var bias = SafetensorsFile.Shapes(path).GetValueOrDefault(ClassifierArchitectures.Named(architecture).LastBias);
            return new(path, architecture, bias is [>= 2 and <= int.MaxValue and var outputs] ? (int)outputs : UsualOutputs);
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new(path, architecture, UsualOutputs);
        }
    }

    private ClassifierArchitecture Known => ClassifierArchitectures.Named(Architecture);

    /// <summary>The shape of the images that the network takes.</summary>
    public long[] ImageShape => Known.ImageShape;

    /// <summary>Themselves, if the network takes images of a shape.</summary>
    /// <param name="shape">Of the images.</param>
    /// <param name="asked">Who asked for them: a setting or option, and its value.</param>
    /// <exception cref="InvalidRequestException">It takes others.</exception>
    public ClassifierWeights Fitting(long[] shape, string asked) => ImageShape.SequenceEqual(shape) ? this
        : throw new InvalidRequestException(
            $"{asked}: its {Architecture} takes images of [{string.Join(", ", ImageShape)}], and these are of "
                + $"[{string.Join(", ", shape)}].");

    /// <summary>A network with these weights.</summary>
    /// <exception cref="ModelFileException">The file cannot be read or does not fit; everything that is wrong with it is named.</exception>
    public ImageClassifier Load(Device device, ScalarType precision)
    {
        var module = Known.Create(Outputs);
        (string, Tensor)[] targets =
        [
            .. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)),
            .. module.named_buffers().Select(entry => (entry.name, entry.buffer)),
        ];
        WeightsLoader.Load(targets, Path);
        module.to(device);
        // For its order in memory, which makes convolutions fast; the parameters keep the buffer alive.
        _ = new FlatParameters(module, device);
        if (precision != ScalarType.Float32)
            module.to(precision);
        return module;
    }
}
