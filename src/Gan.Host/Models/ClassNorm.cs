using Gan.Host.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Host.Models;

/// <summary>
/// Batch normalisation whose scale and offset belong to the class: gains 1 and offsets 0 at first. Source: Dumoulin et al. 2017, Eq. (5).
/// </summary>
internal sealed class ClassNorm : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly BatchNorm2d norm;
    private readonly Parameter gains;
    private readonly Parameter offsets;

    /// <param name="channels">Channels of the maps.</param>
    /// <param name="classes">K.</param>
    public ClassNorm(int channels, int classes) : base("class norm")
    {
        norm = nn.BatchNorm2d(channels, affine: false);
        gains = new Parameter(ones(classes, channels));
        offsets = new Parameter(zeros(classes, channels));
        RegisterComponents();
    }

    /// <summary>maps [N, C, H, W] and one-hot classes_NK to maps of the same shape.</summary>
    public override Tensor forward(Tensor maps, Tensor classes) => norm.forward(maps).mul(Spread(classes, gains)).Plus(Spread(classes, offsets));

    private static Tensor Spread(Tensor classes, Tensor values) => classes.mm(values).unsqueeze(-1).unsqueeze(-1);

    /// <summary>A batch normalisation of maps, with or without classes.</summary>
    public static nn.Module Create(int channels, int classes) => classes > 0 ? new ClassNorm(channels, classes) : nn.BatchNorm2d(channels);

    /// <summary>Applies one.</summary>
    public static Tensor Normalise(nn.Module norm, Tensor maps, Tensor? classes) =>
        norm is ClassNorm ofClass ? ofClass.forward(maps, classes!) : ((BatchNorm2d)norm).forward(maps);
}
