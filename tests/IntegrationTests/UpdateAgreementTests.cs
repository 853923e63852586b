using Gan.Host.Models;
using Gan.Host.Tensors;
using Gan.Host.Training;
using Gan.IntegrationTests.Support;
using Gan.Math.CSharp;
using Gan.Math.Experiments;
using Gan.Math.Updates;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The core's rules move parameters as libtorch's own optimisers do, in both of the host's ways of applying them.</summary>
[Collection(TensorTests.Name)]
public class UpdateAgreementTests
{
    private static readonly UpdateRule Adam = UpdateRule.NewAdam(new Gan.Math.Updates.Adam(0.5, 0.999, 1e-8));

    private static Tensor Gradient(int step, Tensor parameter)
    {
        using var generator = new Generator((ulong)step, CPU);
        return randn(parameter.shape, parameter.dtype, generator: generator) * (1 + step % 3) + 0.1 * parameter.detach();
    }

    [Fact]
    public void As_tensors_in_float64_every_rule_is_libtorch_s_over_100_steps()
    {
        using var scope = NewDisposeScope();
        foreach (var (rule, create) in new (UpdateRule, Func<Parameter[], optim.Optimizer>)[]
        {
            (UpdateRule.Sgd, parameters => optim.SGD(parameters, 0.01)),
            (Adam, parameters => optim.Adam(parameters, 0.01, 0.5, 0.999, 1e-8)),
        })
        {
            using var generator = new Generator(7, CPU);
            var start = randn([33], ScalarType.Float64, generator: generator);
            var parameter = new Parameter(start.clone());
            var optimizer = create([parameter]);
            var ours = new TorchTensor(start.clone());
            var slots = new Slots<TorchTensor>(new(zeros_like(start)), new(zeros_like(start)));
            for (var step = 1; step <= 100; step++)
            {
                (ours, slots) = UpdateRules.Step(rule, step, 0.01, ours, new TorchTensor(Gradient(step, parameter)), slots);
                parameter.grad = Gradient(step, parameter);
                optimizer.step();
            }
            Assert.True((ours.Value - parameter).abs().max().item<double>() < 1e-12);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(200_003)]
    public void Fused_in_float32_Adam_is_libtorch_s_over_100_steps(int count)
    {
        using var scope = NewDisposeScope();
        using var module = new Single(count);
        var reference = new Parameter(module.weight.detach().clone());
        using var parameters = new FlatParameters(module, CPU);
        using var update = new ParameterUpdate(parameters, new NetworkUpdate(Adam, 0.01));
        var optimizer = optim.Adam([reference], 0.01, 0.5, 0.999, 1e-8);
        for (var step = 1; step <= 100; step++)
        {
            var gradient = Gradient(step, reference);
            parameters.Gradients.copy_(gradient);
            update.Apply(step);
            reference.grad = gradient;
            optimizer.step();
        }
        // Both round every operation to float32, in a different order: a few units in the last place of steps of 0.01.
        Assert.True((module.weight - reference).abs().max().item<float>() < 5e-6);
    }

    // A GPU's memory is out of the host's reach: there the same rule runs as tensor operations.
    [Fact]
    public void As_tensors_and_fused_the_host_s_updates_agree()
    {
        using var scope = NewDisposeScope();
        foreach (var rule in new[] { UpdateRule.Sgd, Adam })
        {
            using var first = new Single(1000);
            using var second = new Single(1000);
            using var a = new FlatParameters(first, CPU);
            using var b = new FlatParameters(second, CPU);
            using var fused = new ParameterUpdate(a, new NetworkUpdate(rule, 0.01));
            using var tensors = new ParameterUpdate(b, new NetworkUpdate(rule, 0.01));
            for (var step = 1; step <= 20; step++)
            {
                var gradient = Gradient(step, first.weight);
                a.Gradients.copy_(gradient);
                b.Gradients.copy_(gradient);
                fused.Apply(step);
                tensors.ApplyAsTensors(step);
            }
            Assert.True((a.Values - b.Values).abs().max().item<float>() < 1e-6);
            foreach (var (x, y) in fused.Slots.Zip(tensors.Slots))
                Assert.True((x.Value - y.Value).abs().max().item<float>() < 1e-6, x.Name);
        }
    }

    [Fact]
    public void Convolution_weights_keep_their_shape_and_values_in_the_flat_buffer()
    {
        using var scope = NewDisposeScope();
        var module = nn.Conv2d(3, 5, kernel_size: 2);
        var before = module.weight!.detach().clone();
        using var parameters = new FlatParameters(module, CPU);
        Assert.Equal([5, 3, 2, 2], module.weight!.shape);
        Assert.True(before.equal(module.weight).all().ToBoolean());
        module.forward(rand(2, 3, 8, 8)).square().sum().backward();
        Assert.True((module.weight.grad!.sum() + module.bias!.grad!.sum() - parameters.Gradients.sum()).abs().item<float>() < 1e-2);
        Assert.Equal([12, 1, 6, 3], module.weight.grad.stride());
    }

    [Fact]
    public void Parameters_and_gradients_are_views_of_the_flat_buffers()
    {
        using var scope = NewDisposeScope();
        using var module = new Mlp("generator", 3, 5, 2);
        Initialisation.Apply(module, 1);
        var before = module.parameters().Select(parameter => parameter.detach().clone()).ToArray();
        using var parameters = new FlatParameters(module, CPU);
        Assert.Equal(3 * 5 + 5 + 5 * 5 + 5 + 5 * 2 + 2, parameters.Values.numel());
        foreach (var (old, now) in before.Zip(module.parameters()))
            Assert.True(old.equal(now).all().ToBoolean());

        module.forward(ones([4, 3])).sum().backward();
        var gradients = cat([.. module.parameters().Select(parameter => parameter.grad!.flatten())]);
        Assert.True(gradients.equal(parameters.Gradients).all().ToBoolean());
        Assert.True(parameters.Gradients.abs().sum().item<float>() > 0);

        using (no_grad())
            parameters.Values.zero_();
        Assert.All(module.parameters(), parameter => Assert.Equal(0, parameter.abs().sum().item<float>()));
    }

    private sealed class Single : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter weight;

        public Single(int count) : base("single")
        {
            using var generator = new Generator(3, CPU);
            weight = new Parameter(randn([count], ScalarType.Float32, generator: generator));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input * weight;
    }
}
