using Gan.IntegrationTests.Support;
using Gan.Math.CSharp;
using Gan.Math.Updates;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The core's rules move parameters as libtorch's own optimisers do, in both of the host's ways of applying them.</summary>
[Collection(TensorTests.Name)]
public class UpdateAgreementTests
{
    private static readonly Gan.Math.Updates.Adam AdamConstants = new(0.5, 0.999, 1e-8);

    private static readonly UpdateRule Adam = UpdateRule.NewAdam(AdamConstants);

    private static Tensor Gradient(int step, Tensor parameter)
    {
        using var generator = new Generator((ulong)step, CPU);
        return randn(parameter.shape, parameter.dtype, generator: generator) * (1 + step % 3) + 0.1 * parameter.detach();
    }

    private static UpdateRule RmsProp(bool centred) => UpdateRule.NewRmsProp(new RmsProp(0.9, 1e-6, centred));

    private static UpdateRule Momentum(double decay, bool nesterov, double dampening = 0) =>
        UpdateRule.NewMomentum(new Momentum(decay, dampening, nesterov));

    private static UpdateRule Decay(double decay) => UpdateRule.NewWeightDecay(decay);

    /// <summary>Every rule that libtorch has too, with each of its options that is not plain scaling.</summary>
    private static readonly (string Name, UpdateRule Rule, Func<Parameter[], optim.Optimizer> Create)[] Twins =
    [
        ("sgd", UpdateRule.Sgd, p => optim.SGD(p, 0.01)),
        ("sgd, weight decay", Decay(0.1), p => optim.SGD(p, 0.01, weight_decay: 0.1)),
        ("momentum", Momentum(0.9, false), p => optim.SGD(p, 0.01, momentum: 0.9)),
        ("momentum, dampening, weight decay", UpdateRules.Chain(Decay(0.1), Momentum(0.9, false, 0.25)),
            p => optim.SGD(p, 0.01, momentum: 0.9, dampening: 0.25, weight_decay: 0.1)),
        ("nesterov", Momentum(0.9, true), p => optim.SGD(p, 0.01, momentum: 0.9, nesterov: true)),
        ("nesterov, weight decay", UpdateRules.Chain(Decay(0.1), Momentum(0.9, true)), p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 0.1, nesterov: true)),
        ("rmsprop", RmsProp(false), p => optim.RMSProp(p, 0.01, 0.9, 1e-6)),
        ("rmsprop, momentum, weight decay", UpdateRules.Chain(Decay(0.1), RmsProp(false), Momentum(0.8, false)),
            p => optim.RMSProp(p, 0.01, 0.9, 1e-6, weight_decay: 0.1, momentum: 0.8)),
        ("rmsprop, centred", RmsProp(true), p => optim.RMSProp(p, 0.01, 0.9, 1e-6, centered: true)),
        ("rmsprop, centred, momentum, weight decay", UpdateRules.Chain(Decay(0.1), RmsProp(true), Momentum(0.8, false)),
            p => optim.RMSProp(p, 0.01, 0.9, 1e-6, weight_decay: 0.1, momentum: 0.8, centered: true)),
        ("adam", Adam, p => optim.Adam(p, 0.01, 0.5, 0.999, 1e-8)),
        ("adam, weight decay", UpdateRules.Chain(Decay(0.1), Adam), p => optim.Adam(p, 0.01, 0.5, 0.999, 1e-8, weight_decay: 0.1)),
        ("amsgrad", UpdateRule.NewAmsGrad(AdamConstants), p => optim.Adam(p, 0.01, 0.5, 0.999, 1e-8, amsgrad: true)),
        ("adamw", UpdateRules.Chain(Adam, Decay(0.1)), p => optim.AdamW(p, 0.01, 0.5, 0.999, 1e-8, weight_decay: 0.1)),
        ("adamw, amsgrad", UpdateRules.Chain(UpdateRule.NewAmsGrad(AdamConstants), Decay(0.1)),
            p => optim.AdamW(p, 0.01, 0.5, 0.999, 1e-8, weight_decay: 0.1, amsgrad: true)),
    ];

    [Fact]
    public void As_tensors_in_float64_every_rule_is_libtorch_s_over_100_steps()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, rule, create) in Twins)
        {
            using var generator = new Generator(7, CPU);
            var start = randn([33], ScalarType.Float64, generator: generator);
            var parameter = new Parameter(start.clone());
            var optimizer = create([parameter]);
            var ours = new TorchTensor(start.clone());
            TorchTensor Zero() => new(zeros_like(start));
            var slots = new Slots<TorchTensor>(Zero(), Zero(), Zero(), Zero());
            for (var step = 1; step <= 100; step++)
            {
                (ours, slots) = Update.Step(rule, new StepContext(step, 0), 0.01, ours, new TorchTensor(Gradient(step, parameter)), slots);
                parameter.grad = Gradient(step, parameter);
                optimizer.step();
            }
            var difference = (ours.Value - parameter).abs().max().item<double>();
            Assert.True(difference < 1e-12, $"{name}: {difference}");
            Assert.True((ours.Value - start).abs().max().item<double>() > 0.1, $"{name} did not move");
        }
    }

    /// <summary>libtorch divides by the norm + 1e-6, Pascanu et al. by the norm: that much they differ, and no more.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1e3)]
    public void Clipping_is_libtorch_s(double bound)
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(33, ScalarType.Float64));
        var gradient = Gradient(2, parameter);
        var norm = gradient.norm().item<double>();
        Tensor Ours(UpdateRule rule)
        {
            TorchTensor Zero() => new(zeros_like(gradient));
            var slots = new Slots<TorchTensor>(Zero(), Zero(), Zero(), Zero());
            return -Update.Step(rule, new StepContext(1, norm), 1.0, Zero(), new TorchTensor(gradient), slots).Item1.Value;
        }

        parameter.grad = gradient.clone();
        nn.utils.clip_grad_value_([parameter], bound);
        Assert.True((Ours(UpdateRule.NewValueClipping(bound)) - parameter.grad).abs().max().item<double>() < 1e-15);

        parameter.grad = gradient.clone();
        nn.utils.clip_grad_norm_([parameter], bound);
        var theirs = parameter.grad * (norm > bound ? (norm + 1e-6) / norm : 1);
        Assert.True((Ours(UpdateRule.NewNormClipping(bound)) - theirs).abs().max().item<double>() < 1e-14);
    }

    /// <summary>Rules that the host composes and libtorch lacks, beside those that both have.</summary>
    private static readonly UpdateRule[] Rules =
    [
        .. Twins.Select(twin => twin.Rule), UpdateRule.Optimism, UpdateRules.Chain(Adam, UpdateRule.Optimism),
        UpdateRule.NewValueClipping(0.5), UpdateRule.NewNormClipping(0.5), UpdateRule.NewWeightClipping(0.5),
        UpdateRules.Chain(Adam, UpdateRule.NewLookahead(new Lookahead(5, 0.5))),
    ];

    [Theory]
    [InlineData(7)]
    [InlineData(200_003)]
    public void Fused_in_float32_Adam_is_libtorch_s_over_100_steps(int count)
    {
        using var scope = NewDisposeScope();
        using var module = new Single(count);
        var reference = new Parameter(module.weight.detach().clone());
        using var parameters = new FlatParameters(module, CPU);
        using var update = new ParameterUpdate(parameters, Adam);
        var optimizer = optim.Adam([reference], 0.01, 0.5, 0.999, 1e-8);
        for (var step = 1; step <= 100; step++)
        {
            var gradient = Gradient(step, reference);
            parameters.Gradients.copy_(gradient);
            update.Apply(step, 0.01);
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
        foreach (var rule in Rules)
        {
            using var first = new Single(1000);
            using var second = new Single(1000);
            using var a = new FlatParameters(first, CPU);
            using var b = new FlatParameters(second, CPU);
            using var fused = new ParameterUpdate(a, rule);
            using var tensors = new ParameterUpdate(b, rule);
            for (var step = 1; step <= 20; step++)
            {
                var gradient = Gradient(step, first.weight);
                a.Gradients.copy_(gradient);
                b.Gradients.copy_(gradient);
                fused.Apply(step, 0.01);
                tensors.ApplyAsTensors(step, 0.01);
            }
            AssertClose(a.Values, b.Values, $"{rule}");
            foreach (var (x, y) in fused.Slots.Zip(tensors.Slots))
                AssertClose(x.Value, y.Value, $"{rule}, {x.Name}");
        }
    }

    // To a few units in the last place of the larger of 1 and the value.
    private static void AssertClose(Tensor expected, Tensor actual, string what)
    {
        var error = ((expected - actual).abs() / expected.abs().clamp(min: 1)).max().item<float>();
        Assert.True(error < 1e-6, $"{what}: {error}");
    }

    [Fact]
    public void Convolution_weights_keep_their_shape_and_values_in_the_flat_buffer()
    {
        using var scope = NewDisposeScope();
        var module = nn.Conv2d(3, 5, kernel_size: 2);
        var before = module.weight!.detach().clone();
        using var parameters = new FlatParameters(module, CPU);
        Assert.Equal([5, 3, 2, 2], module.weight!.shape);
        Assert.True(before.equal(module.weight).all().item<bool>());
        module.forward(rand(2, 3, 8, 8)).square().sum().backward();
        Assert.True((module.weight.grad!.sum() + module.bias!.grad!.sum() - parameters.Gradients.sum()).abs().item<float>() < 1e-2);
        Assert.Equal([12, 1, 6, 3], module.weight.grad.stride());
    }

    [Fact]
    public void Parameters_and_gradients_are_views_of_the_flat_buffers()
    {
        using var scope = NewDisposeScope();
        using var module = new Mlp("generator", 3, 5, depth: 2, 2);
        Initialisation.Apply(module, 1);
        var before = module.parameters().Select(parameter => parameter.detach().clone()).ToArray();
        using var parameters = new FlatParameters(module, CPU);
        Assert.Equal(3 * 5 + 5 + 5 * 5 + 5 + 5 * 2 + 2, parameters.Values.numel());
        foreach (var (old, now) in before.Zip(module.parameters()))
            Assert.True(old.equal(now).all().item<bool>());

        module.forward(ones([4, 3])).sum().backward();
        var gradients = cat([.. module.parameters().Select(parameter => parameter.grad!.flatten())]);
        Assert.True(gradients.equal(parameters.Gradients).all().item<bool>());
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
