using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// A generator of perturbations: three convolutions down to a quarter of the image's sides, four residual blocks, two transposed
/// convolutions back up, one to a direction in [-1, 1]; instance normalisation, in which no samples meet, and ReLU between.
/// Source: Xiao et al. 2018, Sec. 4, with the generator of Johnson et al. 2016.
/// </summary>
internal sealed class AdvGanGenerator : nn.Module<Tensor, Tensor>
{
    private const int Blocks = 4;

    private readonly List<nn.Module<Tensor, Tensor>> _down = [];
    private readonly List<(nn.Module<Tensor, Tensor> First, nn.Module<Tensor, Tensor> Second)> _blocks = [];
    private readonly List<nn.Module<Tensor, Tensor>> _up = [];
    private readonly Conv2d last;
    private int _convolutions;

    /// <param name="channels">Of an image, whose sides are multiples of 4.</param>
    /// <param name="width">Channels of the first layer; four times as many in the blocks.</param>
    public AdvGanGenerator(long channels, int width) : base("generator")
    {
        _down.Add(Layer(nn.Conv2d(channels, width, kernel_size: 3, padding: 1), width));
        _down.Add(Layer(nn.Conv2d(width, 2 * width, kernel_size: 3, stride: 2, padding: 1), 2 * width));
        _down.Add(Layer(nn.Conv2d(2 * width, 4 * width, kernel_size: 3, stride: 2, padding: 1), 4 * width));
        for (var block = 0; block < Blocks; block++)
            _blocks.Add((Layer(nn.Conv2d(4 * width, 4 * width, kernel_size: 3, padding: 1), 4 * width),
                Layer(nn.Conv2d(4 * width, 4 * width, kernel_size: 3, padding: 1), 4 * width)));
        _up.Add(Layer(nn.ConvTranspose2d(4 * width, 2 * width, kernel_size: 4, stride: 2, padding: 1), 2 * width));
        _up.Add(Layer(nn.ConvTranspose2d(2 * width, width, kernel_size: 4, stride: 2, padding: 1), width));
        last = nn.Conv2d(width, channels, kernel_size: 3, padding: 1);
        RegisterComponents();
    }

    private nn.Module<Tensor, Tensor> Layer(nn.Module<Tensor, Tensor> convolution, long channels)
    {
        var number = ++_convolutions;
        var normalisation = nn.InstanceNorm2d(channels, affine: true);
        register_module($"conv{number}", convolution);
        register_module($"norm{number}", normalisation);
        return nn.Sequential(convolution, normalisation);
    }

    /// <summary>images [N, C, H, W] in [0, 1] to directions of the same shape.</summary>
    public override Tensor forward(Tensor images)
    {
        var h = images;
        foreach (var layer in _down)
            h = layer.forward(h).relu();
        foreach (var (first, second) in _blocks)
            h = h + second.forward(first.forward(h).relu());
        foreach (var layer in _up)
            h = layer.forward(h).relu();
        return last.forward(h).tanh();
    }
}
