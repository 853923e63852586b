using Gan.Math.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Torch.Training;

/// <summary>
/// The average of a generator, with running statistics of its own: those of the generator belong to other weights. They are the
/// means over passes on
/// new latents, made when they are asked for, and follow from the weights alone. Source: Brock et al. 2019, "standing statistics".
/// </summary>
internal sealed class AveragedGenerator : AveragedNetwork
{
    private const int Passes = 20;

    private readonly Func<int, (Tensor Latents, Tensor? Classes)> _draw;
    private readonly BatchNorm[] _norms;
    private bool _moved = true;

    /// <summary>Begins at the generator's values.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="module">One of the same architecture, owned.</param>
    /// <param name="average">How the average follows.</param>
    /// <param name="batchSize">Samples of a step.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="draw">Gives what the n-th pass takes.</param>
    public AveragedGenerator(Network generator, nn.Module module, Average average, int batchSize, Device device, Func<int,
        (Tensor Latents, Tensor? Classes)> draw)
        : base(generator, module, average, batchSize, device)
    {
        _draw = draw;
        _norms = [.. module.modules().OfType<BatchNorm>()];
        foreach (var norm in _norms)
            norm.momentum = null; // the mean of all passes
    }

    /// <inheritdoc/>
    public override void Follow(Network network, long t)
    {
        base.Follow(network, t);
        _moved = true;
    }

    /// <summary>Makes the statistics if the weights have moved since.</summary>
    /// <returns>This.</returns>
    public AveragedGenerator Settle()
    {
        if (!_moved || _norms.Length == 0)
            return this;
        foreach (var norm in _norms)
            norm.reset_running_stats();
        for (var pass = 0; pass < Passes; pass++)
        {
            using var scope = NewDisposeScope();
            var (latents, classes) = _draw(pass);
            Generate(latents, classes);
        }
        _moved = false;
        return this;
    }

    /// <inheritdoc/>
    internal override void LoadWeights(string folder)
    {
        base.LoadWeights(folder);
        _moved = false;
    }
}
