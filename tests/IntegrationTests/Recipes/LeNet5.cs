using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>LeNet-5 with ReLU. Source: LeCun et al. 1998, Sec. II-B.</summary>
internal sealed class LeNet5 : ImageClassifier
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Linear fc3;

    /// <summary>lenet5.</summary>
    public static ClassifierArchitecture Architecture { get; } =
        new("lenet5", "LeCun et al. 1998, Sec. II-B", [1, 28, 28], "fc3.bias", outputs => new LeNet5(outputs));

    private LeNet5(int outputs)
    {
        (conv1, conv2) = (nn.Conv2d(1, 6, kernel_size: 5, padding: 2), nn.Conv2d(6, 16, kernel_size: 5));
        (fc1, fc2, fc3) = (nn.Linear(16 * 5 * 5, 120), nn.Linear(120, 84), nn.Linear(84, outputs));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Features(Tensor images)
    {
        var maps = nn.functional.max_pool2d(conv1.forward(images).relu(), 2);
        maps = nn.functional.max_pool2d(conv2.forward(maps).relu(), 2);
        return fc2.forward(fc1.forward(maps.flatten(1)).relu()).relu();
    }

    /// <inheritdoc/>
    public override Tensor Logits(Tensor features) => fc3.forward(features);
}
