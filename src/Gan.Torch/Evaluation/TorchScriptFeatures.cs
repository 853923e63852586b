using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// A network that the user brings as TorchScript: from images [N, C, S, S] in [0, 1] to features [N, D], such as Inception without
/// its last layer. Images are made S by S with bilinear interpolation, pixel centres kept, without smoothing, and grey ones
/// repeated for C = 3; any further normalisation is the network's own.
/// </summary>
internal sealed class TorchScriptFeatures : IFeatureExtractor
{
    // Hidden layers of Inception take a gigabyte then.
    private const long NumbersAtOnce = 64 * 3 * 299 * 299;

    private readonly jit.ScriptModule<Tensor, Tensor> _module;
    private readonly FeatureInput _input;
    private readonly Device _device;

    /// <param name="path">The file.</param>
    /// <param name="input">The images that it takes.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="ModelFileException">It cannot be read.</exception>
    public TorchScriptFeatures(string path, FeatureInput input, Device device)
    {
        (_input, _device) = (input, device);
        try
        {
            Name = $"{path}, sha256 {FileHash.Of(path)}";
            _module = jit.load<Tensor, Tensor>(path, device.type, device.index);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException
            or System.Runtime.InteropServices.ExternalException)
        {
            throw new ModelFileException($"Cannot read {path} as TorchScript: {FirstLine(cause)}.", cause);
        }
        _module.eval();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Features Extract(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var first = _input.Of(images[..1]);
        var atOnce = int.Clamp((int)(NumbersAtOnce / first.numel()), 1, (int)images.shape[0]);
        return new(FeatureRows.Of(cat([.. images.split(atOnce).Select(part => Forward(part))])), null);
    }

    private Tensor Forward(Tensor part)
    {
        using var scope = NewDisposeScope();
        var images = _input.Of(part);
        try
        {
            var features = _module.forward(images.to(_device));
            return features.dim() == 2 && features.shape[0] == images.shape[0] ? features.MoveToOuterDisposeScope()
                : throw new InvalidRequestException($"{Name} must return [N, D]: it made [{string.Join(", ", features.shape)}] of "
                    + $"{images.shape[0]} images.");
        }
        catch (System.Runtime.InteropServices.ExternalException cause)
        {
            throw new InvalidRequestException($"{Name} computes nothing of images of [{string.Join(", ", images.shape[1..])}]: "
                + $"{FirstLine(cause)}. --features-size and --features-channels change their shape.", cause);
        }
        catch (Exception cause) when (cause is InvalidCastException or NotImplementedException)
        {
            throw new InvalidRequestException($"{Name} must return one tensor [N, D], and returns several or something else.", cause);
        }
    }

    private static string FirstLine(Exception cause) => cause.Message.Split('\n', 2)[0].Trim().TrimEnd('.');

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();
}
