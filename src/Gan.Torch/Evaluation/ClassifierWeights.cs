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
    private const string Bias = "bias";

    // Of a file that cannot be read or does not fit; loading says what is wrong with it.
    private const int UsualOutputs = 10;

    /// <summary>Weights of a file: the length of its last bias tells the logits.</summary>
    public static ClassifierWeights InFile(string path, string architecture) => new(path, architecture, OutputsIn(path, architecture));

    // The whole last layer has to be there before a network of so many logits is built: it would be larger than the file.
    private static int OutputsIn(string path, string architecture)
    {
        try
        {
            var known = ClassifierArchitectures.Named(architecture);
            var entries = SafetensorsFile.Entries(path);
            var prefix = BroughtWeights.Prefix([.. entries.Select(entry => entry.Name)]);
            long[]? Shape(string name) => entries.FirstOrDefault(entry => entry.Name == prefix + name)?.Shape;
            if (Shape(known.LastBias) is not [>= 2 and <= int.MaxValue and var outputs] || outputs == UsualOutputs)
                return UsualOutputs;
            var weight = known.LastBias.Replace(Bias, "weight", StringComparison.Ordinal);
            using var usual = known.Create(UsualOutputs);
            var rows = usual.named_parameters().Single(entry => entry.name == weight).parameter.shape[1..];
            return Shape(weight) is { } found && found.SequenceEqual([outputs, .. rows]) ? (int)outputs : UsualOutputs;
        }
        catch (InvalidDataException)
        {
            return UsualOutputs;
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
    /// <param name="device">Where it computes.</param>
    /// <param name="precision">What it computes in.</param>
    /// <param name="tell">Takes a line about each thing that was changed about the weights.</param>
    /// <exception cref="ModelFileException">The file cannot be read or does not fit; the message says why.</exception>
    public ImageClassifier Load(Device device, ScalarType precision, Action<string>? tell = null)
    {
        var module = Known.Create(Outputs);
        (string, Tensor)[] targets =
        [
            .. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)),
            .. module.named_buffers().Select(entry => (entry.name, entry.buffer)),
        ];
        BroughtWeights.Load(targets, Path, tell);
        module.to(device);
        // For its order in memory, which makes convolutions fast; the parameters keep the buffer alive.
        _ = new FlatParameters(module, device);
        if (precision != ScalarType.Float32)
            module.to(precision);
        return module;
    }
}
