using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gan.Bench.Idiomatic;

/// <summary>
/// The baseline: the article's networks and its step as a TorchSharp user would write them from the tutorials, with
/// modules, BCELoss on probabilities and optim.Adam. Nothing of the project's own code.
/// </summary>
internal sealed class PlainGan : IDisposable
{
    private readonly int _latentSize;
    private readonly Module<Tensor, Tensor> _generator;
    private readonly Module<Tensor, Tensor> _discriminator;
    private readonly optim.Optimizer _generatorOptimizer;
    private readonly optim.Optimizer _discriminatorOptimizer;
    private readonly Loss<Tensor, Tensor, Tensor> _loss = BCELoss();

    public PlainGan(int latentSize)
    {
        _latentSize = latentSize;
        _generator = Sequential(
            Linear(latentSize, 256), BatchNorm1d(256), LeakyReLU(0.2),
            Linear(256, 512), BatchNorm1d(512), LeakyReLU(0.2),
            Linear(512, 1024), BatchNorm1d(1024), LeakyReLU(0.2),
            Linear(1024, 784), Sigmoid(), Unflatten(1, [1, 28, 28]));
        _discriminator = Sequential(
            Conv2d(1, 64, 4, stride: 2, padding: 1), LeakyReLU(0.2),
            Conv2d(64, 128, 4, stride: 2, padding: 1), BatchNorm2d(128), LeakyReLU(0.2),
            Flatten(), Linear(128 * 7 * 7, 1), Sigmoid());
        _generatorOptimizer = optim.Adam(_generator.parameters(), 2e-4, 0.5, 0.999);
        _discriminatorOptimizer = optim.Adam(_discriminator.parameters(), 2e-4, 0.5, 0.999);
    }

    /// <summary>One discriminator update and one generator update.</summary>
    public void Step(Tensor images)
    {
        using var scope = NewDisposeScope();
        var batch = images.shape[0];
        var real = ones(batch, 1);
        var fake = zeros(batch, 1);

        _discriminatorOptimizer.zero_grad();
        var generated = _generator.forward(randn(batch, _latentSize));
        var realLoss = _loss.forward(_discriminator.forward(images * 2 - 1), real);
        var fakeLoss = _loss.forward(_discriminator.forward(generated.detach() * 2 - 1), fake);
        var discriminatorLoss = realLoss + fakeLoss;
        discriminatorLoss.backward();
        _discriminatorOptimizer.step();

        _generatorOptimizer.zero_grad();
        var generatorLoss = _loss.forward(_discriminator.forward(generated * 2 - 1), real);
        generatorLoss.backward();
        _generatorOptimizer.step();
    }

    /// <summary>Samples, [count, 1, 28, 28], with running statistics.</summary>
    public Tensor Sample(int count)
    {
        using var noGradients = no_grad();
        _generator.eval();
        return _generator.forward(randn(count, _latentSize));
    }

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        _generator.Dispose();
        _discriminator.Dispose();
        _loss.Dispose();
    }
}
