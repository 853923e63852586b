using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Classifier of grey 28x28 images of Zhang et al. 2019 (TRADES), Appendix: conv 3x3 32, 32, max-pooling, conv 3x3 64, 64,
/// max-pooling, all without padding and with ReLU; fully connected 200, 200, 10. Logits, no normalisation.
/// </summary>
internal sealed class TradesCnn : ImageClassifier
{
    private const int Side = 4;

    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Conv2d conv3;
    private readonly Conv2d conv4;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Linear fc3;

    /// <summary>trades-cnn.</summary>
    public static ClassifierArchitecture Architecture { get; } =
        new("trades-cnn", "Zhang et al. 2019, Appendix", [1, 28, 28], "fc3.bias", outputs => new TradesCnn(outputs));

    private TradesCnn(int outputs)
    {
        conv1 = nn.Conv2d(1, 32, kernel_size: 3);
        conv2 = nn.Conv2d(32, 32, kernel_size: 3);
        conv3 = nn.Conv2d(32, 64, kernel_size: 3);
        conv4 = nn.Conv2d(64, 64, kernel_size: 3);
        fc1 = nn.Linear(64 * Side * Side, 200);
        fc2 = nn.Linear(200, 200);
        fc3 = nn.Linear(200, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Features(Tensor images)
    {
        var h = conv1.forward(images).relu();
        h = nn.functional.max_pool2d(conv2.forward(h), 2).relu();
        h = conv3.forward(h).relu();
        h = nn.functional.max_pool2d(conv4.forward(h), 2).relu();
        return fc2.forward(FeatureLinear.Forward(fc1, h).relu()).relu();
    }

    /// <inheritdoc/>
    public override Tensor Logits(Tensor features) => fc3.forward(features);
}
