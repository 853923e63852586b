using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Batch normalisation, whose scale and offset may belong to the class: gains 1 and offsets 0 at first. Source: Dumoulin et al.
/// 2017, Eq. (5).
/// </summary>
internal sealed class ClassNorm : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> norm;
    private readonly Parameter gains;
    private readonly Parameter offsets;

    private ClassNorm(nn.Module<Tensor, Tensor> norm, int features, int classes) : base("class norm")
    {
        this.norm = norm;
        gains = new Parameter(ones(classes, features));
        offsets = new Parameter(zeros(classes, features));
        RegisterComponents();
    }

    /// <summary>values [N, C, H, W], or [N, P], and one-hot classes_NK to values of the same shape.</summary>
    public override Tensor forward(Tensor values, Tensor classes) =>
        norm.forward(values).mul(Spread(classes, gains, values)).Plus(Spread(classes, offsets, values));

    private static Tensor Spread(Tensor classes, Tensor ofClasses, Tensor values)
    {
        var ofSamples = classes.mm(ofClasses);
        return values.dim() == 4 ? ofSamples.unsqueeze(-1).unsqueeze(-1) : ofSamples;
    }

    /// <summary>Of maps [N, C, H, W], a channel as one, without classes or with K of them.</summary>
    public static nn.Module OfMaps(int channels, int classes) =>
        Create(affine => nn.BatchNorm2d(channels, affine: affine), channels, classes);

    /// <summary>Of units [N, P], each on its own, without classes or with K of them.</summary>
    public static nn.Module OfUnits(int units, int classes) => Create(affine => nn.BatchNorm1d(units, affine: affine), units, classes);

    private static nn.Module Create(Func<bool, nn.Module<Tensor, Tensor>> norm, int features, int classes) => classes > 0
        ? new ClassNorm(norm(false), features, classes) : norm(true);

    /// <summary>Applies one.</summary>
    public static Tensor Normalise(nn.Module norm, Tensor values, Tensor? classes) =>
        norm is ClassNorm ofClass ? ofClass.forward(values, classes!) : ((nn.Module<Tensor, Tensor>)norm).forward(values);
}
