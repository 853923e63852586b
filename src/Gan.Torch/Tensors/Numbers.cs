using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>
/// Operations of a tensor with a number. TorchSharp wraps every number, even the factor 1 inside an addition of tensors, in a
/// native object and drops it before the native call returns: a garbage collection at that moment frees it, and the call
/// computes with whatever lies there. Here the wrapper outlives the call. Nothing else in the host may mix tensors and numbers.
/// </summary>
internal static class Numbers
{
    // Never collected.
    private static readonly Scalar One = 1;
    private static readonly Scalar Zero = 0;

    /// <summary>x + y.</summary>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x + number.</summary>
    public static Tensor Plus(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.add(scalar, One);
    }

    /// <summary>x number.</summary>
    public static Tensor Times(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.mul(scalar);
    }

    /// <summary>min(max(x, low), high).</summary>
    public static Tensor Within(this Tensor x, double low, double high)
    {
        using Scalar least = low, most = high;
        return x.clamp(least, most);
    }

    /// <summary>Where x is not 0.</summary>
    public static Tensor IsNotZero(this Tensor x) => x.ne(Zero);

    /// <summary>A tensor without axes, as another one.</summary>
    public static Tensor Number(this Tensor like, double number)
    {
        using Scalar scalar = number;
        return full([], scalar, like.dtype, like.device);
    }

    /// <summary>log(1 + e^x), x itself above the threshold.</summary>
    public static Tensor SoftPlus(this Tensor x, double threshold)
    {
        using Scalar limit = threshold;
        return SoftPlus(x, One, limit);
    }

    /// <summary>x where x &gt; 0, else slope x.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope)
    {
        using Scalar scalar = slope;
        return x.leaky_relu(scalar);
    }

    /// <summary>The number in a tensor of one element. TorchSharp's ToDouble reads it through such a wrapper, which nothing
    /// keeps.</summary>
    public static double ToNumber(this Tensor x) => x.to(ScalarType.Float64).item<double>();

    // The public one takes numbers and wraps them itself.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "softplus1")]
    private static extern Tensor SoftPlus(Tensor x, Scalar beta, Scalar threshold);
}
