using Gan.Experiments;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Torch.Networks;
using Gan.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The training step in the test process.</summary>
[Collection(TensorTests.Name)]
public class TrainingTests
{
    private static Experiment Digits(params (string Key, string Value)[] changes)
    {
        (string Key, string Value)[] small = [("Data:Count", "100"), ("Training:BatchSize", "8"), ("Training:Seed", "3"), ("Training:Steps", "10")];
        return PresetExperiment.Of("digits-smoke", small.Concat(changes));
    }

    private static Tensor Images(int count)
    {
        using var generator = new Generator(11, CPU);
        return rand([count, 1, 28, 28], generator: generator);
    }

    [Fact]
    public void The_article_s_networks_have_its_shapes_and_pytorch_s_names()
    {
        using var scope = NewDisposeScope();
        var digits = new Digits28();
        var generator = digits.Generator(Digits().Gan().Networks, Digits().Data.Shape, 10);
        Assert.Equal(
            [
                "fc1.weight [256, 100]", "fc1.bias [256]", "bn1.weight [256]", "bn1.bias [256]",
                "fc2.weight [512, 256]", "fc2.bias [512]", "bn2.weight [512]", "bn2.bias [512]",
                "fc3.weight [1024, 512]", "fc3.bias [1024]", "bn3.weight [1024]", "bn3.bias [1024]",
                "fc4.weight [784, 1024]", "fc4.bias [784]",
            ],
            generator.named_parameters().Select(entry => $"{entry.name} [{string.Join(", ", entry.parameter.shape)}]"));
        var discriminator = digits.Discriminator(Digits().Gan().Networks, Digits().Data.Shape, 10);
        Assert.Equal(
            [
                "conv1.weight [64, 1, 4, 4]", "conv1.bias [64]", "conv2.weight [128, 64, 4, 4]", "conv2.bias [128]",
                "bn2.weight [128]", "bn2.bias [128]", "fc1.weight [1, 6272]", "fc1.bias [1]",
            ],
            discriminator.named_parameters().Select(entry => $"{entry.name} [{string.Join(", ", entry.parameter.shape)}]"));
        var images = ((nn.Module<Tensor, Tensor>)generator).forward(randn(5, 100) * 100);
        Assert.Equal([5, 1, 28, 28], images.shape);
        Assert.InRange(images.min().item<float>(), 0, 1);
        Assert.InRange(images.max().item<float>(), 0, 1);
        Assert.Equal([5], ((nn.Module<Tensor, Tensor?, Tensor>)discriminator).forward(images, null).shape);
    }

    [Fact]
    public void One_side_s_step_leaves_the_other_side_s_weights_alone()
    {
        using var scope = NewDisposeScope();
        foreach (var (rate, moves) in new[] { ("Generator:LearningRate", "discriminator"), ("Discriminator:LearningRate", "generator") })
        {
            // A rate of 1e-300 is zero in float32.
            var experiment = Digits((rate, "1e-300"));
            using var model = new GanModel(experiment, 20, CPU);
            Dictionary<string, Tensor> Weights(Network network) => network.Weights().Where(weight => !weight.Name.Contains("running_", StringComparison.Ordinal)
                    && !weight.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                .ToDictionary(weight => weight.Name, weight => weight.Value.detach().clone());
            var before = (Weights(model.Generator), Weights(model.Discriminator));
            using var real = Images(8);
            model.Play(1, () => new(real));
            bool Moved(Dictionary<string, Tensor> old, Network network) => Weights(network).Any(now => !now.Value.equal(old[now.Key]).all().item<bool>());
            Assert.Equal(moves == "generator", Moved(before.Item1, model.Generator));
            Assert.Equal(moves == "discriminator", Moved(before.Item2, model.Discriminator));
        }
    }

    [Theory]
    [InlineData("minimax", "adam", 1)]
    [InlineData("minimax", "sgd", 2)]
    [InlineData("non-saturating", "adam", 3)]
    [InlineData("non-saturating", "sgd", 1)]
    public void Under_every_loss_and_rule_each_side_gains_against_a_fixed_opponent(string loss, string rule, int discriminatorSteps)
    {
        foreach (var fixedSide in new[] { "Generator", "Discriminator" })
        {
            using var scope = NewDisposeScope();
            var learning = fixedSide == "Generator" ? "Discriminator" : "Generator";
            // A rate of 1e-300 is zero in float32.
            var experiment = Digits(("Training:Loss", loss), ("Training:DiscriminatorSteps", $"{discriminatorSteps}"),
                ("Generator:Update", rule), ("Discriminator:Update", rule),
                ($"{fixedSide}:LearningRate", "1e-300"), ($"{learning}:LearningRate", rule == "adam" ? "0.0003" : "0.1"));
            using var model = new GanModel(experiment, 20, CPU);
            var gan = model;
            using var real = Images(8).round();
            var batches = 0;
            var terms = Enumerable.Range(1, 20).Select(t => gan.Play(t, () => { batches++; return new(real); })).ToArray();
            Assert.Equal(20 * discriminatorSteps, batches);
            Assert.All(terms, term => Assert.InRange(term.Of(Measure.RealProbability), 0, 1));
            Assert.All(terms, term => Assert.InRange(term.Of(Measure.FakeProbability), 0, 1));
            double Loss(IReadOnlyList<Term> term) => term.Of(learning == "Generator" ? Measure.GeneratorLoss : Measure.DiscriminatorLoss);
            Assert.True(terms[^5..].Average(Loss) < terms[..5].Average(Loss) - 0.01,
                $"{learning}: {terms[..5].Average(Loss)} to {terms[^5..].Average(Loss)}");
        }
    }

    // What the exported names and shapes promise: PyTorch's own layers, in PyTorch's order of the weights.
    [Fact]
    public void The_discriminator_in_its_flat_buffers_computes_what_plain_layers_compute()
    {
        using var scope = NewDisposeScope();
        using var model = new GanModel(Digits(), 20, CPU);
        var weights = model.Discriminator.Weights().ToDictionary(weight => weight.Name, weight => weight.Value.detach().contiguous());
        var images = Images(6);
        var h = nn.functional.conv2d(images * 2 - 1, weights["conv1.weight"], weights["conv1.bias"], [2, 2], [1, 1]);
        h = nn.functional.conv2d(nn.functional.leaky_relu(h, 0.2), weights["conv2.weight"], weights["conv2.bias"], [2, 2], [1, 1]);
        h = nn.functional.batch_norm(h, weights["bn2.running_mean"], weights["bn2.running_var"], weights["bn2.weight"], weights["bn2.bias"], false);
        var expected = nn.functional.linear(nn.functional.leaky_relu(h, 0.2).flatten(1), weights["fc1.weight"], weights["fc1.bias"]).view(-1);
        Assert.True((model.Discriminator.Evaluate(images) - expected).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void The_number_of_live_tensors_is_constant_across_steps()
    {
        var experiment = Digits();
        using var model = new GanModel(experiment, 20, CPU);
        var gan = model;
        using var real = Images(8);
        var counts = new List<long>();
        for (var t = 1; t <= 100; t++)
        {
            gan.Play(t, () => new(real));
            if (t % 10 == 0)
                model.Samples.Draw(1, 4).Dispose();
            counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        Assert.Equal(counts[1], counts[^1]);
        Assert.Single(counts.Skip(1).Distinct());
    }

    [Fact]
    public void Samples_of_a_seed_are_the_same_whatever_their_number()
    {
        using var scope = NewDisposeScope();
        using var model = new GanModel(Digits(), 20, CPU);
        var few = model.Samples.Draw(5, 3);
        Assert.True(few.allclose(model.Samples.Draw(5, 10)[..3]));
        Assert.False(few.allclose(model.Samples.Draw(6, 3)));
    }
}
