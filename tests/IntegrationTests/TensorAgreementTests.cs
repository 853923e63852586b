using Gan.Host.Tensors;
using Gan.IntegrationTests.Support;
using Gan.Math;
using Gan.Math.CSharp;
using Gan.Math.Losses;
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

        static Reference Reference(double[] values) => Arrays.Vector(values);
    }

    [Fact]
    public void Gradients_of_both_losses_by_autograd_are_their_closed_forms()
    {
        using var scope = NewDisposeScope();
        foreach (var loss in new[] { AdversarialLoss.Minimax, AdversarialLoss.NonSaturating })
        {
            var real = Torch(Logits, requiresGradient: true);
            var fake = Torch(Logits, requiresGradient: true);
            AdversarialLosses.Discriminator(loss, real, fake).Value.sum().backward();
            AssertAgree([.. Logits.Select(x => -Sigma(-x))], Values(new(real.Value.grad!)), 1e-12);
            AssertAgree([.. Logits.Select(Sigma)], Values(new(fake.Value.grad!)), 1e-12);

            var generated = Torch(Logits, requiresGradient: true);
            AdversarialLosses.Generator(loss, generated).Value.sum().backward();
            double[] expected = [.. Logits.Select(x => loss.IsMinimax ? -Sigma(x) : -Sigma(-x))];
            AssertAgree(expected, Values(new(generated.Value.grad!)), 1e-12);
        }
    }

    [Fact]
    public void Losses_agree_with_Reference_and_are_finite_at_extreme_logits()
    {
        using var scope = NewDisposeScope();
        var reversed = Logits.Reverse().ToArray();
        foreach (var loss in new[] { AdversarialLoss.Minimax, AdversarialLoss.NonSaturating })
        {
            AssertAgree(AdversarialLosses.Discriminator(loss, Arrays.Vector(Logits), Arrays.Vector(reversed)).Values,
                Values(AdversarialLosses.Discriminator(loss, Torch(Logits), Torch(reversed))), 1e-12);
            AssertAgree(AdversarialLosses.Generator(loss, Arrays.Vector(Logits)).Values,
                Values(AdversarialLosses.Generator(loss, Torch(Logits))), 1e-12);
        }
    }
}
