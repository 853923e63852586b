using Gan.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>A classifier in bfloat16 that guides attacks on the one that learns, which it copies before each.</summary>
internal sealed class GuideModule : IDisposable
{
    /// <param name="create">Makes a module like the one that learns.</param>
    /// <param name="device">Where it computes.</param>
    public GuideModule(Func<nn.Module<Tensor, Tensor>> create, Device device)
    {
        Module = create();
        Module.to(device);
        // For its order in memory; the parameters keep the buffer alive.
        _ = new FlatParameters(Module, device);
        Module.to(Precision);
    }

    /// <summary>The module.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>The precision that it computes in.</summary>
    public ScalarType Precision => ScalarType.BFloat16;

    /// <summary>Copies weights and running statistics, rounded.</summary>
    public void Follow(FlatModule network)
    {
        using var noGradients = no_grad();
        var own = Module.parameters().Concat(Module.buffers());
        foreach (var (mine, (_, its)) in own.Zip(network.Weights()))
            mine.copy_(its);
    }

    /// <inheritdoc/>
    public void Dispose() => Module.Dispose();
}
