using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// A learned attacker: three convolutions 3x3 from a point, the gradient there and noise to a direction in [-1, 1], ReLU between them.
/// No layer lets samples meet, and the size of the image stays.
/// </summary>
internal sealed class AttackerNet : nn.Module<Tensor, Tensor>
{
    private const int Inputs = 3; // point, gradient, noise

    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Conv2d conv3;

    /// <param name="channels">Of an image.</param>
    /// <param name="width">Channels of the hidden layers.</param>
    public AttackerNet(long channels, int width) : base("attacker")
    {
        conv1 = nn.Conv2d(Inputs * channels, width, kernel_size: 3, padding: 1);
        conv2 = nn.Conv2d(width, width, kernel_size: 3, padding: 1);
        conv3 = nn.Conv2d(width, channels, kernel_size: 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>[N, 3 C, H, W] to directions [N, C, H, W].</summary>
    public override Tensor forward(Tensor seen) => conv3.forward(conv2.forward(conv1.forward(seen).relu()).relu()).tanh();
}
