using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Classifier of grey 28x28 images: two convolutions 5x5 with padding 2, each followed by 2x2 max-pooling and ReLU, then two
/// fully connected layers. small-cnn has 16 and 32 channels and 128 hidden units; madry-cnn, of Madry et al. 2018, has 32,
/// 64 and 1024. Logits, no normalisation.
/// </summary>
internal sealed class SmallCnn : ImageClassifier
{
    private const int Side = 7;

    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <summary>small-cnn: 16 and 32 channels, 128 hidden units.</summary>
    public static ClassifierArchitecture Small { get; } =
        new("small-cnn", "Madry et al. 2018, Sec. 4, narrower", [1, 28, 28], "fc2.bias", outputs =>
            new SmallCnn(channels: 16, hidden: 128, outputs));

    /// <summary>madry-cnn: 32 and 64 channels, 1024 hidden units.</summary>
    public static ClassifierArchitecture Madry { get; } =
        new("madry-cnn", "Madry et al. 2018, Sec. 4", [1, 28, 28], "fc2.bias", outputs =>
            new SmallCnn(channels: 32, hidden: 1024, outputs));

    private SmallCnn(int channels, int hidden, int outputs)
    {
        conv1 = nn.Conv2d(1, channels, kernel_size: 5, padding: 2);
        conv2 = nn.Conv2d(channels, 2 * channels, kernel_size: 5, padding: 2);
        fc1 = nn.Linear(2 * channels * Side * Side, hidden);
        fc2 = nn.Linear(hidden, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Features(Tensor images)
    {
        // Pooling before the ReLU is the same function and a quarter of the work.
        var h = nn.functional.max_pool2d(conv1.forward(images), 2).relu();
        h = nn.functional.max_pool2d(conv2.forward(h), 2).relu();
        return FeatureLinear.Forward(fc1, h).relu();
    }

    /// <inheritdoc/>
    public override Tensor Logits(Tensor features) => fc2.forward(features);
}
