using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>Tensors as managed memory.</summary>
internal static class TensorMemory
{
    /// <summary>The elements of a contiguous float32 tensor on the CPU, in place.</summary>
    public static Span<float> Elements(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>The elements of a contiguous int64 tensor on the CPU, in place.</summary>
    public static Span<long> Numbers(this Tensor tensor) => MemoryMarshal.Cast<byte, long>(tensor.bytes);
}
