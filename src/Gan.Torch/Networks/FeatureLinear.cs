using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>Fully connected layers on feature maps that lie channels-last in memory.</summary>
internal static class FeatureLinear
{
    /// <summary>
    /// linear(flatten(features_NCHW)) with a weight of channel-major order, as PyTorch's flatten makes it. To bring the small
    /// weight into the features' order keeps every gradient channels-last: to flatten them would cost a third more.
    /// </summary>
    public static Tensor Forward(Linear layer, Tensor features) => Forward(layer.weight!, layer.bias, features);

    /// <summary>The layer's value from a weight and a bias.</summary>
    public static Tensor Forward(Tensor weight, Tensor? bias, Tensor features)
    {
        var (c, h, w) = (features.shape[1], features.shape[2], features.shape[3]);
        return nn.functional.linear(ChannelsLast(features), ChannelsLast(weight.view(-1, c, h, w)), bias);
    }

    private static Tensor ChannelsLast(Tensor values) => values.permute(0, 2, 3, 1).flatten(1);
}
