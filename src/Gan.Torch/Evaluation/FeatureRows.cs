using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>Tensors as rows of numbers in float64.</summary>
internal static class FeatureRows
{
    /// <summary>[N, D] as N rows.</summary>
    public static double[][] Of(Tensor rows)
    {
        var width = (int)rows.shape[1];
        return [.. TorchTensor.Elements(new(rows)).Chunk(width)];
    }
}
