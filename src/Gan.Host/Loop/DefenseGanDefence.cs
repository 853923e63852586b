using Gan.Math.CSharp;
using Gan.Math.Robust;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Defense-GAN with a trained generator: images become the nearest samples that it makes. The descent is the core's.</summary>
internal sealed class DefenseGanDefence : IGenerator<TorchTensor>, IDisposable
{
    private readonly GanModel _model;
    private readonly FrozenModule _frozen;
    private readonly DefenseGan _options;
    private readonly int _restarts;
    private readonly ulong _seed;
    private readonly CancellationToken _stop;
    private long _calls;

    /// <param name="run">Run directory of a GAN whose samples have no classes.</param>
    /// <param name="steps">L, gradient steps of a descent.</param>
    /// <param name="shape">Of the images.</param>
    /// <param name="restarts">R, its random starts.</param>
    /// <param name="seed">Of the starts.</param>
    /// <param name="stop">Ends a descent, which can take long, by an exception.</param>
    /// <exception cref="GanError">The run trains something else.</exception>
    public DefenseGanDefence(string run, int steps, long[] shape, int restarts, ulong seed, CancellationToken stop)
    {
        (_model, _) = TrainedRun.Gan(run);
        if (_model.KnowsClasses)
            throw new GanError(ExitCode.Usage, $"--defense-gan = {run}: must be the run of a GAN whose samples have no classes.");
        _model.Samples.RequireShape(shape, $"--defense-gan = {run}");
        _frozen = _model.Source.Freeze();
        (_options, _restarts, _seed, _stop) = (Gan.Math.Robust.DefenseGanModule.Published(steps, (int)shape.Aggregate((a, b) => a * b)),
            restarts, seed, stop);
    }

    /// <summary>The nearest samples, from new starts each time.</summary>
    /// <param name="points">Images of the generator's shape, on the CPU.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TorchTensor Apply(TorchTensor points)
    {
        using var scope = NewDisposeScope();
        var first = _calls++ * _restarts;
        var starts = Enumerable.Range(0, _restarts).Select(r => new TorchTensor(
            _model.Latents.Draw(_seed, "starts of Defense-GAN", first + r, (int)points.Value.shape[0])));
        return new(Defences.Project(_options, this, new TorchTensor(points.Value.detach()), starts).Value.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public TorchTensor Samples(TorchTensor latents)
    {
        using var noGradients = no_grad();
        return new(_model.Source.Forward(latents.Value));
    }

    /// <inheritdoc/>
    public TorchTensor Slope(TorchTensor points, TorchTensor latents)
    {
        _stop.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var z = latents.Value.detach().requires_grad_(true);
        var error = Gan.Math.Robust.DefenseGanModule.Error(points, new(_model.Source.Forward(z))).Value.sum();
        return new(autograd.grad([error], [z])[0].MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _frozen.Dispose();
        _model.Dispose();
    }
}
