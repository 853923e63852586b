using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>Eigenvalues by libtorch.</summary>
internal static class Eigen
{
    /// <summary>Eigenvalues of a symmetric matrix and rows of eigenvectors, in float64.</summary>
    public static (double[] Values, double[][] Vectors) Symmetric(double[][] matrix)
    {
        using var scope = NewDisposeScope();
        var (values, columns) = linalg.eigh(tensor(matrix.SelectMany(row => row).ToArray(), [matrix.Length, matrix.Length],
            ScalarType.Float64));
        return (values.data<double>().ToArray(), [.. columns.t().contiguous().data<double>().ToArray().Chunk(matrix.Length)]);
    }
}
