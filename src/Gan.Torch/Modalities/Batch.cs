using static TorchSharp.torch;

namespace Gan.Torch.Modalities;

/// <summary>Samples of one step, on the CPU, with their classes.</summary>
/// <param name="Samples">[N, ...], float32.</param>
/// <param name="Labels">[N], int64, from 0.</param>
internal sealed record Batch(Tensor Samples, Tensor Labels) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Samples.Dispose();
        Labels.Dispose();
    }
}
