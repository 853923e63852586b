using System.Globalization;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Pixels, which lie in [0, 1]; what other programs have rounded may miss it by a little.</summary>
internal static class UnitInterval
{
    // How far outside a number may lie and still be taken for the nearest one inside.
    private const double Rounding = 1e-6;

    /// <summary>Values with those that rounding has put outside at the nearer end.</summary>
    public static Tensor Within(Tensor values) => values.Within(0, 1);

    /// <summary>
    /// The range of values outside [0, 1], with as many digits as tell it from the ends; null if they lie inside but for rounding.
    /// </summary>
    public static string? Outside(Tensor values)
    {
        using var scope = NewDisposeScope();
        var single = values.dtype != ScalarType.Float64;
        var (least, most) = (values.min().ToNumber(), values.max().ToNumber());
        string Text(double value) => single ? ((float)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString(CultureInfo.InvariantCulture);
        return least >= -Rounding && most <= 1 + Rounding ? null : $"{Text(least)} to {Text(most)}";
    }
}
