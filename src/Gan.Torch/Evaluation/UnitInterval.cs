using System.Globalization;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Pixels, which lie in [0, 1]; what other programs have rounded may miss it by a little.</summary>
internal static class UnitInterval
{
    // How far outside a number may lie and still be taken for the nearest one inside.
    private const double Rounding = 1e-6;

    /// <summary>Values with those that rounding has put outside at the nearer end.</summary>
    public static Tensor Within(Tensor values) => values.clamp(0, 1);

    /// <summary>
    /// From where to where values lie, with as many digits as tell them from the ends; null if they lie in [0, 1] but for rounding.
    /// </summary>
    public static string? Outside(Tensor values)
    {
        using var scope = NewDisposeScope();
        var single = values.dtype != ScalarType.Float64;
        var (least, most) = (values.min().to(ScalarType.Float64).item<double>(), values.max().to(ScalarType.Float64).item<double>());
        string Text(double value) => single ? ((float)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString(CultureInfo.InvariantCulture);
        return least >= -Rounding && most <= 1 + Rounding ? null : $"{Text(least)} to {Text(most)}";
    }
}
