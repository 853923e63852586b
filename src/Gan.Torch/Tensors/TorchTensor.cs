using Gan.Math;
using static TorchSharp.torch;

namespace Gan.Torch.Tensors;

/// <summary>
/// A libtorch tensor as an interpretation of the core's algebra, on any device, with autograd.
/// Holds a reference and owns nothing: the caller's dispose scope ends the tensors that the operations make.
/// </summary>
public readonly record struct TorchTensor(Tensor Value) : ISamples<TorchTensor>
{
    // libtorch's softplus becomes x above its threshold; at 40 the difference e^-40 is below float64's resolution.
    private const double SoftplusThreshold = 40;

    /// <inheritdoc/>
    public static TorchTensor operator +(TorchTensor x, TorchTensor y) => new(x.Value.Plus(y.Value));

    /// <inheritdoc/>
    public static TorchTensor operator -(TorchTensor x, TorchTensor y) => new(x.Value - y.Value);

    /// <inheritdoc/>
    public static TorchTensor operator *(TorchTensor x, TorchTensor y) => new(x.Value * y.Value);

    /// <inheritdoc/>
    public static TorchTensor operator /(TorchTensor x, TorchTensor y) => new(x.Value / y.Value);

    /// <inheritdoc/>
    public static TorchTensor operator -(TorchTensor x) => new(-x.Value);

    /// <inheritdoc/>
    public static TorchTensor Scale(TorchTensor x, double factor) => new(x.Value.Times(factor));

    /// <inheritdoc/>
    public static TorchTensor Shift(TorchTensor x, double offset) => new(x.Value.Plus(offset));

    /// <inheritdoc/>
    public static TorchTensor Exponential(TorchTensor x) => new(x.Value.exp());

    /// <inheritdoc/>
    public static TorchTensor Logarithm(TorchTensor x) => new(x.Value.log());

    /// <inheritdoc/>
    public static TorchTensor SquareRoot(TorchTensor x) => new(x.Value.sqrt());

    /// <inheritdoc/>
    public static TorchTensor Sigmoid(TorchTensor x) => new(x.Value.sigmoid());

    /// <inheritdoc/>
    public static TorchTensor Softplus(TorchTensor x) => new(x.Value.SoftPlus(SoftplusThreshold));

    /// <inheritdoc/>
    public static TorchTensor Maximum(TorchTensor x, TorchTensor y) => new(maximum(x.Value, y.Value));

    /// <inheritdoc/>
    public static TorchTensor Heaviside(TorchTensor x) => new(x.Value.sign().Plus(1).Times(0.5));

    /// <inheritdoc/>
    public static TorchTensor Constant(TorchTensor like, double value) => new(like.Value.Number(value));

    /// <inheritdoc/>
    public static TorchTensor ZerosLike(TorchTensor x) => new(zeros_like(x.Value));

    /// <inheritdoc/>
    public static TorchTensor Sum(TorchTensor x) => new(x.Value.sum());

    /// <inheritdoc/>
    public static TorchTensor Mean(TorchTensor x) => new(x.Value.mean());

    /// <inheritdoc/>
    public static TorchTensor SumPerSample(TorchTensor x) => new(x.Value.flatten(1).sum(1));

    /// <inheritdoc/>
    public static TorchTensor LogSumExpPerSample(TorchTensor x) => new(x.Value.flatten(1).logsumexp(1));

    /// <inheritdoc/>
    public static TorchTensor Spread(TorchTensor w, TorchTensor like) =>
        new(w.Value.view([-1, .. Enumerable.Repeat(1L, (int)like.Value.dim() - 1)]).expand_as(like.Value));

    /// <inheritdoc/>
    public static TorchTensor Sign(TorchTensor x) => new(x.Value.sign());

    /// <inheritdoc/>
    public static TorchTensor Greater(TorchTensor x, TorchTensor y) => new(x.Value.gt(y.Value).to(x.Value.dtype));

    /// <inheritdoc/>
    public static TorchTensor Select(TorchTensor mask, TorchTensor x, TorchTensor y) =>
        new(where(mask.Value.IsNotZero(), x.Value, y.Value));

    /// <inheritdoc/>
    public static TorchTensor Minimum(TorchTensor x, TorchTensor y) => new(minimum(x.Value, y.Value));

    /// <inheritdoc/>
    public static TorchTensor Clamp(TorchTensor x, double low, double high) => new(x.Value.Within(low, high));

    /// <inheritdoc/>
    public static TorchTensor LargestPerSample(TorchTensor x) => new(x.Value.flatten(1).amax([1]));

    /// <inheritdoc/>
    public static TorchTensor Ranked(TorchTensor x, int k)
    {
        var rows = x.Value.detach().flatten(1);
        var marks = zeros_like(rows);
        if (k <= rows.shape[1])
        {
            // Of equal elements both ways take the first.
            var places = k == 1 ? rows.argmax(1, keepdim: true) : sort(rows, dim: 1, descending: true, stable: true).indices.narrow(1,
                k - 1, 1);
            marks.scatter_(1, places, ones([rows.shape[0], 1], rows.dtype, rows.device));
        }
        return new(marks.view(x.Value.shape));
    }

    /// <inheritdoc/>
    public static TorchTensor TakeSamples(TorchTensor x, int[] positions) =>
        new(x.Value.index_select(0, tensor(Array.ConvertAll(positions, n => (long)n), ScalarType.Int64, x.Value.device)));

    /// <inheritdoc/>
    public static double[] Elements(TorchTensor x) => x.Value.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();

    /// <inheritdoc/>
    public static TorchTensor OfElements(TorchTensor like, double[] elements) =>
        new(tensor(elements, ScalarType.Float64).to(like.Value.dtype, like.Value.device).view(like.Value.shape));

    /// <inheritdoc/>
    public static TorchTensor OfSample(TorchTensor like, double[] elements) =>
        new(tensor(elements, ScalarType.Float64).to(like.Value.dtype,
            like.Value.device).view([1, .. like.Value.shape[1..]]).expand_as(like.Value));
}
