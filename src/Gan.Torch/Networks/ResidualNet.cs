using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Classifier of colour 32x32 images: ResNet-20 of He et al. 2016, Sec. 4.2. A convolution of 16 channels, three stages of three
/// residual blocks with 16, 32 and 64 channels, the mean over the image, one fully connected layer. Convolutions are numbered
/// conv1 to conv19, those on shortcuts aside, with bn1 to bn19 after them. Logits; pixels come in [0, 1] and are normalised to
/// [-1, 1] first.
/// </summary>
internal sealed class ResidualNet : ImageClassifier
{
    private static readonly int[] Widths = [16, 32, 64];
    private const int BlocksPerStage = 3;

    private readonly List<Conv2d> _convolutions = [];
    private readonly List<BatchNorm2d> _normalisations = [];
    private readonly List<Conv2d?> _shortcuts = [];
    private readonly Linear fc1;

    /// <summary>resnet20.</summary>
    public static ClassifierArchitecture Architecture { get; } =
        new("resnet20", "He et al. 2016, Sec. 4.2", [3, 32, 32], "fc1.bias", outputs => new ResidualNet(outputs));

    private ResidualNet(int outputs)
    {
        Add(3, Widths[0], stride: 1);
        var width = Widths[0];
        foreach (var next in Widths)
            for (var block = 0; block < BlocksPerStage; block++)
            {
                var stride = next == width ? 1 : 2;
                Add(width, next, stride);
                Add(next, next, stride: 1);
                var shortcut = next == width ? null : nn.Conv2d(width, next, kernel_size: 1, stride: stride, bias: false);
                if (shortcut is not null)
                    register_module($"shortcut{_shortcuts.Count + 1}", shortcut);
                _shortcuts.Add(shortcut);
                width = next;
            }
        fc1 = nn.Linear(width, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Features(Tensor images)
    {
        var h = Convolve(0, images.Times(2).Plus(-1)).relu();
        for (var block = 0; block < _shortcuts.Count; block++)
        {
            var residual = Convolve(2 * block + 2, Convolve(2 * block + 1, h).relu());
            h = residual.Plus(_shortcuts[block]?.forward(h) ?? h).relu();
        }
        return h.mean([2, 3]);
    }

    /// <inheritdoc/>
    public override Tensor Logits(Tensor features) => fc1.forward(features);

    private Tensor Convolve(int index, Tensor input) => _normalisations[index].forward(_convolutions[index].forward(input));

    private void Add(int inputs, int outputs, int stride)
    {
        var convolution = nn.Conv2d(inputs, outputs, kernel_size: 3, stride: stride, padding: 1, bias: false);
        var normalisation = nn.BatchNorm2d(outputs);
        _convolutions.Add(convolution);
        _normalisations.Add(normalisation);
        register_module($"conv{_convolutions.Count}", convolution);
        register_module($"bn{_normalisations.Count}", normalisation);
    }
}
