using Gan.IntegrationTests.Support;
using Gan.Math;
using Gan.Math.CSharp;
using Gan.Math.Losses;
using Gan.Math.Penalties;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>libtorch computes what the Reference interpretation defines, and its autograd what the closed forms say.</summary>
[Collection(TensorTests.Name)]
public class TensorAgreementTests
{
    private static readonly double[] Logits =
        [-1e4, -700, -50, -30, -20.5, -5, -1.25, -1e-3, 0, 1e-8, 0.7, 3, 19.5, 20.5, 25, 36, 41, 60, 700, 1e4];

    private static double Sigma(double x) => 1 / (1 + double.Exp(-x));

    private static TorchTensor Torch(double[] values, bool requiresGradient = false) =>
        new(tensor(values, dtype: ScalarType.Float64, requires_grad: requiresGradient));

    private static double[] Values(TorchTensor x) => x.Value.detach().data<double>().ToArray();

    private static void AssertAgree(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(double.Abs(expected[i] - actual[i]) <= relative * double.Abs(expected[i]),
                $"element {i} (logit {Logits[i % Logits.Length]}): expected {expected[i]:G17}, got {actual[i]:G17}");
    }

    private static T Apply<T>(string operation, T x, T y) where T : ITensor<T> => operation switch
    {
        "add" => x + y,
        "subtract" => x - y,
        "multiply" => x * y,
        "divide" => x / y,
        "negate" => -x,
        "scale" => T.Scale(x, 2.5),
        "shift" => T.Shift(x, -1.25),
        "exponential" => T.Exponential(T.Scale(x, 0.01)),
        "logarithm" => T.Logarithm(x * x),
        "square root" => T.SquareRoot(x * x),
        "sigmoid" => T.Sigmoid(x),
        "softplus" => T.Softplus(x),
        "maximum" => T.Maximum(x, y),
        "step" => T.Heaviside(x),
        "constant" => x + T.Constant(x, 1.5),
        "sum" => T.Sum(x),
        "mean" => T.Mean(x),
        _ => throw new ArgumentException(operation, nameof(operation)),
    };

    [Theory]
    [InlineData("add")]
    [InlineData("subtract")]
    [InlineData("multiply")]
    [InlineData("divide")]
    [InlineData("negate")]
    [InlineData("scale")]
    [InlineData("shift")]
    [InlineData("exponential")]
    [InlineData("logarithm")]
    [InlineData("square root")]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("maximum")]
    [InlineData("step")]
    [InlineData("constant")]
    [InlineData("sum")]
    [InlineData("mean")]
    public void Every_operation_agrees_with_Reference(string operation)
    {
        using var scope = NewDisposeScope();
        var x = Logits.Where(value => value != 0 && double.Abs(value) < 1e3).ToArray();
        var y = x.Reverse().ToArray();
        var expected = Apply(operation, Reference(x), Reference(y)).Values;
        var actual = Values(Apply(operation, Torch(x), Torch(y)));
        // The sums of +-700 cancel: their error is measured against the terms.
        if (operation is "sum" or "mean")
            Assert.Equal(expected[0], actual[0], 1e-10);
        else
            AssertAgree(expected, actual, 1e-12);

        static Reference Reference(double[] values) => ReferenceModule.Vector(values);
    }

    // Batches of two samples of two by two elements.
    [Fact]
    public void Operations_on_samples_agree_with_Reference()
    {
        using var scope = NewDisposeScope();
        double[] x = [1, -2, 3, 0.5, 40, -7, 2, 39.5], w = [3, -4];
        var expected = Arrays.Create([2, 2, 2], x);
        var actual = new TorchTensor(Torch(x).Value.view(2, 2, 2));
        AssertAgree(SumPerSample(expected).Values, Values(SumPerSample(actual)), 1e-12);
        AssertAgree(LogSumExpPerSample(expected).Values, Values(LogSumExpPerSample(actual)), 1e-12);
        var spread = Spread(Torch(w), actual).Value;
        Assert.Equal([2, 2, 2], spread.shape);
        AssertAgree(Spread(ReferenceModule.Vector(w), expected).Values, Values(new(spread.contiguous())), 0);

        static T SumPerSample<T>(T value) where T : ITensor<T> => T.SumPerSample(value);
        static T LogSumExpPerSample<T>(T value) where T : ITensor<T> => T.LogSumExpPerSample(value);
        static T Spread<T>(T weights, T like) where T : ITensor<T> => T.Spread(weights, like);
    }

    // Kinks among them: at 1, -1 and equal scores both sides of a maximum share the slope.
    private static readonly double[] RealScores = [-12, -3, -1, -0.4, 0, 0.7, 1, 2.5, 9], FakeScores = [4, 1, -1, 0.3, 0, -2, 8, 2.5, -11];

    /// <summary>Every loss, both sides, by name.</summary>
    private static IEnumerable<(string Name, ILoss Loss, bool Discriminator)> Sides =>
        Gan.Math.Losses.Loss.All.SelectMany(loss => new[] { (loss.Name, loss, true), (loss.Name, loss, false) });

    private static T Loss<T>(ILoss loss, bool discriminator, T real, T fake) where T : ITensor<T> =>
        discriminator ? loss.Discriminator(real, fake) : loss.Generator(real, fake);

    // The derivative of the sum by one score, exactly: that score moves with unit speed.
    private static double Slope(ILoss loss, bool discriminator, bool byReal, int index)
    {
        Dual<Reference> Moving(double[] values, bool moves) =>
            new(ReferenceModule.Vector(values), ReferenceModule.Vector(values.Select((_, i) => moves && i == index ? 1.0 : 0.0)));
        return Loss(loss, discriminator, Moving(RealScores, byReal), Moving(FakeScores, !byReal)).Tangent.Values.Sum();
    }

    [Fact]
    public void Gradients_of_every_loss_by_autograd_are_those_by_Dual()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, loss, discriminator) in Sides)
        {
            var real = Torch(RealScores, requiresGradient: true);
            var fake = Torch(FakeScores, requiresGradient: true);
            Loss(loss, discriminator, real, fake).Value.sum().backward();
            foreach (var (scores, byReal) in new[] { (real, true), (fake, false) })
            {
                var actual = scores.Value.grad is { } gradient ? Values(new(gradient)) : new double[RealScores.Length];
                for (var i = 0; i < actual.Length; i++)
                {
                    var expected = Slope(loss, discriminator, byReal, i);
                    Assert.True(double.Abs(expected - actual[i]) <= 1e-12 * double.Max(1e-3, double.Abs(expected)),
                        $"{name}, {(discriminator ? "discriminator" : "generator")} by {(byReal ? "real" : "generated")} {i}: {expected:G17}, autograd {actual[i]:G17}");
                }
            }
        }
    }

    [Fact]
    public void Values_of_every_loss_are_Reference_s()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, loss, discriminator) in Sides)
        {
            var expected = Loss(loss, discriminator, ReferenceModule.Vector(RealScores), ReferenceModule.Vector(FakeScores)).Values;
            var actual = Values(Loss(loss, discriminator, Torch(RealScores), Torch(FakeScores)));
            foreach (var (a, b) in expected.Zip(actual))
                Assert.True(double.Abs(a - b) <= 1e-12 * double.Max(1, double.Abs(a)), $"{name}: {a:G17}, {b:G17}");
        }
    }

    /// <summary>A critic of two hidden units: score = v tanh(W x), smooth, float64.</summary>
    private static Tensor Critic(Tensor weights, Tensor x) =>
        tanh(x.matmul(weights.narrow(0, 0, 6).view(3, 2))).matmul(weights.narrow(0, 6, 2));

    private static Tensor PenaltyOf(IPenalty penalty, Tensor weights, bool differentiable)
    {
        var points = tensor(new[] { 0.3, -0.2, 0.9, -1.1, 0.4, 0.5, 0.05, 0.6, -0.7 }, dtype: ScalarType.Float64).view(3, 3).requires_grad_(true);
        var gradient = autograd.grad([Critic(weights, points).sum()], [points], create_graph: differentiable, retain_graph: true)[0];
        return TorchTensor.Mean(penalty.Value(new TorchTensor(gradient))).Value;
    }

    [Fact]
    public void Penalties_differentiated_twice_by_autograd_are_their_finite_differences()
    {
        using var scope = NewDisposeScope();
        double[] start = [0.7, -0.4, 0.2, 0.9, -0.8, 0.3, 1.1, -0.6];
        foreach (var penalty in new[]
        {
            WganGp.Penalty(10, 1), WganGp.OneSided(10, 0.1), Dragan.Penalty(10, 0.5, 1), R1.Penalty(3), R2.Penalty(3),
        })
        {
            var weights = tensor(start, dtype: ScalarType.Float64).requires_grad_(true);
            PenaltyOf(penalty, weights, differentiable: true).backward();
            for (var i = 0; i < start.Length; i++)
            {
                double At(double step) => PenaltyOf(penalty, tensor(start.Select((w, k) => k == i ? w + step : w).ToArray(), dtype: ScalarType.Float64), false).item<double>();
                var difference = (8 * (At(1e-3) - At(-1e-3)) - (At(2e-3) - At(-2e-3))) / 12e-3;
                var exact = weights.grad![i].item<double>();
                Assert.True(double.Abs(exact - difference) <= 1e-8 * double.Max(1, double.Abs(exact)), $"{penalty.Name}, weight {i}: {exact}, difference {difference}");
                Assert.NotEqual(0, exact);
            }
        }
    }

    [Fact]
    public void Gradients_of_both_losses_by_autograd_are_their_closed_forms()
    {
        using var scope = NewDisposeScope();
        foreach (var loss in new[] { Minimax.Loss, NonSaturating.Loss })
        {
            var real = Torch(Logits, requiresGradient: true);
            var fake = Torch(Logits, requiresGradient: true);
            loss.Discriminator(real, fake).Value.sum().backward();
            AssertAgree([.. Logits.Select(x => -Sigma(-x))], Values(new(real.Value.grad!)), 1e-12);
            AssertAgree([.. Logits.Select(Sigma)], Values(new(fake.Value.grad!)), 1e-12);

            var generated = Torch(Logits, requiresGradient: true);
            loss.Generator(generated, generated).Value.sum().backward();
            double[] expected = [.. Logits.Select(x => loss == Minimax.Loss ? -Sigma(x) : -Sigma(-x))];
            AssertAgree(expected, Values(new(generated.Value.grad!)), 1e-12);
        }
    }

    // The exponential losses leave float64 at e^709 and float32 at e^88: they are tried where their values are numbers.
    [Fact]
    public void Values_and_gradients_of_every_loss_are_finite_at_extreme_logits()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, loss, discriminator) in Sides)
            foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
            {
                var exponential = loss.Name is "f-gan-kl" or "f-gan-reverse-kl" or "f-gan-hellinger";
                var size = !exponential ? 1e4 : type == ScalarType.Float64 ? 700 : 80;
                var real = tensor(new[] { -size, size, -size, size }, dtype: type).requires_grad_(true);
                var fake = tensor(new[] { -size, -size, size, size }, dtype: type).requires_grad_(true);
                var values = Loss(loss, discriminator, new TorchTensor(real), new TorchTensor(fake)).Value;
                values.sum().backward();
                foreach (var found in new[] { values, real.grad, fake.grad })
                    Assert.True(found is null || found.isfinite().all().item<bool>(), $"{name}, {(discriminator ? "discriminator" : "generator")}, {type}");
            }
    }

    [Fact]
    public void Losses_agree_with_Reference_at_extreme_logits()
    {
        using var scope = NewDisposeScope();
        var reversed = Logits.Reverse().ToArray();
        foreach (var loss in new[] { Minimax.Loss, NonSaturating.Loss })
        {
            AssertAgree(loss.Discriminator(ReferenceModule.Vector(Logits), ReferenceModule.Vector(reversed)).Values,
                Values(loss.Discriminator(Torch(Logits), Torch(reversed))), 1e-12);
            AssertAgree(loss.Generator(ReferenceModule.Vector(reversed), ReferenceModule.Vector(Logits)).Values,
                Values(loss.Generator(Torch(reversed), Torch(Logits))), 1e-12);
        }
    }
}
