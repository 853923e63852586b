using Gan.Math.Training;
using Gan.Math.Updates;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// A network whose parameters are the exponential moving average of another's, to be used in its place; running statistics
/// are the other's own. The average is the core's.
/// </summary>
internal class AveragedNetwork : FlatModule
{
    private readonly Average _average;
    private readonly int _batchSize;

    /// <summary>Begins at the network's values.</summary>
    /// <param name="network">The network.</param>
    /// <param name="module">One of the same architecture, owned.</param>
    /// <param name="average">How the average follows.</param>
    /// <param name="batchSize">Samples of a step.</param>
    /// <param name="device">Where it computes.</param>
    public AveragedNetwork(Network network, nn.Module module, Average average, int batchSize, Device device)
        : base($"{network.Name}-average", module, device)
    {
        _average = average;
        _batchSize = batchSize;
        Take(network);
    }

    /// <summary>Follows the network after step t, counted from 1.</summary>
    public virtual void Follow(Network network, long t)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var decay = _average.Decay(_batchSize, t);
        Take(network, Ema.Update(decay, new TorchTensor(Parameters.Values), new(network.Parameters.Values)).Value);
    }
}
