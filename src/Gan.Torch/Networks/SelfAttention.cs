using Gan.Torch.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Networks;

/// <summary>
/// Maps with what each place sees at all others: x + gamma o(sum_j a_ij h(x_j)), a_ij = softmax_j(q(x_i) . k(x_j)), all four maps
/// convolutions 1x1, gamma 0 at first.
/// Source: Zhang et al. 2019, "Self-Attention Generative Adversarial Networks", Eq. (1) to (3).
/// </summary>
internal sealed class SelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d query;
    private readonly Conv2d key;
    private readonly Conv2d value;
    private readonly Conv2d output;
    private readonly Parameter gamma;
    private readonly SpectralVector? query_spectral;
    private readonly SpectralVector? key_spectral;
    private readonly SpectralVector? value_spectral;
    private readonly SpectralVector? output_spectral;

    /// <param name="channels">C of the maps.</param>
    /// <param name="spectralNorm">That its weights get; null if they get none.</param>
    public SelfAttention(int channels, double? spectralNorm) : base("attention")
    {
        var (few, half) = (int.Max(channels / 8, 1), int.Max(channels / 2, 1));
        query = nn.Conv2d(channels, few, kernel_size: 1, bias: false);
        key = nn.Conv2d(channels, few, kernel_size: 1, bias: false);
        value = nn.Conv2d(channels, half, kernel_size: 1, bias: false);
        output = nn.Conv2d(half, channels, kernel_size: 1, bias: false);
        gamma = new Parameter(zeros(1));
        (query_spectral, key_spectral) = (SpectralVector.Create(spectralNorm, few), SpectralVector.Create(spectralNorm, few));
        (value_spectral, output_spectral) = (SpectralVector.Create(spectralNorm, half), SpectralVector.Create(spectralNorm, channels));
        RegisterComponents();
    }

    /// <summary>True if it comes at maps of a side: those in the middle, as the article has it for larger images.</summary>
    public static bool IsAt(int side) => side is 14 or 16;

    /// <summary>Maps behind one, if there is one and they are of such a side.</summary>
    public static Tensor Apply(SelfAttention? attention, Tensor maps) => attention is not null && IsAt((int)maps.shape[2])
        ? attention.forward(maps) : maps;

    /// <summary>maps [N, C, H, W] to maps of the same shape.</summary>
    public override Tensor forward(Tensor maps)
    {
        var (height, width) = (maps.shape[2], maps.shape[3]);
        var (q, k, h) = (Map(query, query_spectral, maps).flatten(2), Map(key, key_spectral, maps).flatten(2),
            Map(value, value_spectral, maps).flatten(2));
        var seen = nn.functional.softmax(q.transpose(1, 2).bmm(k), -1);
        var sums = h.bmm(seen.transpose(1, 2)).view(maps.shape[0], -1, height, width);
        return maps.Plus(Map(output, output_spectral, sums).mul(gamma));
    }

    private static Tensor Map(Conv2d layer, SpectralVector? spectral, Tensor input) =>
        nn.functional.conv2d(input, SpectralVector.Weights(layer.weight!, spectral));
}
