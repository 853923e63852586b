using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>
/// Generator of 28x28 images: z, with the class behind it, fully connected to 7x7, through a hidden layer if there is one, then two
/// transposed convolutions 4x4 of stride 2; batch normalisation and ReLU between, sigmoid at the end. Source: Radford et al. 2016,
/// Sec. 3, for this size; Chen et al. 2016, Appendix C.1, for the hidden layer.
/// </summary>
internal sealed class DcganGenerator : nn.Module<Tensor, Tensor?, Tensor>, ISmallNormalWeights
{
    private const int Side = 7;

    private readonly int _channels;
    private readonly Linear? fc0;
    private readonly BatchNorm1d? bn0;
    private readonly Linear fc1;
    private readonly BatchNorm2d bn1;
    private readonly ConvTranspose2d conv1;
    private readonly BatchNorm2d bn2;
    private readonly ConvTranspose2d conv2;

    /// <param name="latentSize">Length of z.</param>
    /// <param name="width">Channels at 14x14; twice as many at 7x7.</param>
    /// <param name="hidden">Units of the hidden layer; 0 for none.</param>
    /// <param name="classes">Classes that it is asked for; 0 for none.</param>
    public DcganGenerator(int latentSize, int width, int hidden, int classes) : base("generator")
    {
        _channels = 2 * width;
        if (hidden > 0)
            (fc0, bn0) = (nn.Linear(latentSize + classes, hidden), nn.BatchNorm1d(hidden));
        fc1 = nn.Linear(hidden > 0 ? hidden : latentSize + classes, _channels * Side * Side);
        bn1 = nn.BatchNorm2d(_channels);
        conv1 = nn.ConvTranspose2d(_channels, width, kernel_size: 4, stride: 2, padding: 1);
        bn2 = nn.BatchNorm2d(width);
        conv2 = nn.ConvTranspose2d(width, 1, kernel_size: 4, stride: 2, padding: 1);
        RegisterComponents();
    }

    /// <summary>latents_NZ and one-hot classes_NK to images [N, 1, 28, 28].</summary>
    public override Tensor forward(Tensor latents, Tensor? classes)
    {
        var z = classes is null ? latents : cat([latents, classes], 1);
        if (fc0 is not null)
            z = bn0!.forward(fc0.forward(z)).relu();
        var h = bn1.forward(fc1.forward(z).view(-1, _channels, Side, Side)).relu();
        h = bn2.forward(conv1.forward(h)).relu();
        return conv2.forward(h).sigmoid();
    }
}
