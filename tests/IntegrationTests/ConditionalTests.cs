using Gan.Experiments;
using Gan.Host;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Math.Turns;
using Gan.Torch.Networks;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Players that know the class of a sample.</summary>
public class ConditionalTests
{
    private static readonly string[] Conditionings = ["concatenation", "projection"];

    private static Experiment Conditional(string conditioning) => PresetExperiment.Of("digits", [("Model:Architecture", "dcgan28"), ("Model:Width", "8"),
        ("Model:LatentSize", "16"), ("Model:Conditioning", conditioning), ("Training:BatchSize", "32"),
        ("Generator:LearningRate", "2e-3"), ("Discriminator:LearningRate", "2e-3")]);

    // The images are the classes: class k is a bright row k.
    private static LabelledSamples Rows()
    {
        var classes = arange(32, ScalarType.Int64).remainder(10);
        var images = zeros(32, 1, 28, 28);
        for (var n = 0; n < 32; n++)
            images[n, 0, 2 * (n % 10)] = 1;
        return new(images, ClassifierArchitectures.OneHot(classes, 10, CPU));
    }

    [Fact]
    public void The_class_changes_what_is_made_and_how_it_is_judged()
    {
        foreach (var conditioning in Conditionings)
        {
            using var scope = NewDisposeScope();
            using var model = new GanModel(Conditional(conditioning), 20, CPU);
            var latents = randn(1, 16).expand(10, -1);
            var classes = eye(10);
            var made = model.Generator.Evaluate(latents, classes);
            var judged = model.Discriminator.Evaluate(made[..1].expand(10, -1, -1, -1), classes);
            for (var k = 1; k < 10; k++)
            {
                Assert.False(made[0].equal(made[k]).all().item<bool>(), conditioning);
                Assert.NotEqual(judged[0].item<float>(), judged[k].item<float>());
            }
        }
    }

    // R2 is taken at generated samples, as the class that they were made of: the classes of the real ones are nothing to it. R1 is taken at those.
    [Theory]
    [InlineData("r1", false)]
    [InlineData("r2", true)]
    public void A_penalty_at_generated_samples_does_not_see_the_classes_of_real_ones(string penalty, bool same)
    {
        using var scope = NewDisposeScope();
        double LossWith(string used, Tensor classes)
        {
            var experiment = PresetExperiment.Of("digits", [("Model:Architecture", "dcgan28"), ("Model:Width", "8"), ("Model:LatentSize", "16"), ("Model:Conditioning", "concatenation"), ("Training:BatchSize", "32"),
                ("Training:Penalty", used), .. used == "none" ? Array.Empty<(string, string)>() : [("Training:PenaltyWeight", "50")]]);
            using var model = new GanModel(experiment, 20, CPU);
            return new GanGame(experiment.GanOptions(20), model.Generator, model.Discriminator, CPU).Gradient(Player.Discriminator, 1, 1, Rows() with { Classes = classes }).Of(Measure.DiscriminatorLoss);
        }
        double PenaltyOf(Tensor classes) => LossWith(penalty, classes) - LossWith("none", classes);
        var (one, other) = (PenaltyOf(Rows().Classes!), PenaltyOf(Rows().Classes!.roll(3, 1)));
        Assert.True(one > 1e-3, $"{one}");
        if (same)
            Assert.Equal(one, other, 1e-5);
        else
            Assert.True(double.Abs(one - other) > 1e-4, $"{one} {other}");
    }

    // psi(phi) + <V y, phi>, from the weights that are exported and PyTorch's own layers.
    [Fact]
    public void The_projection_score_is_the_paper_s()
    {
        using var scope = NewDisposeScope();
        using var model = new GanModel(Conditional("projection"), 20, CPU);
        var w = model.Discriminator.Weights().ToDictionary(weight => weight.Name, weight => weight.Value.detach().contiguous());
        var (images, classes) = (rand(6, 1, 28, 28), eye(10)[..6]);
        var h = nn.functional.leaky_relu(nn.functional.conv2d(images * 2 - 1, w["conv1.weight"], w["conv1.bias"], [2, 2], [1, 1]), 0.2);
        h = nn.functional.conv2d(h, w["conv2.weight"], w["conv2.bias"], [2, 2], [1, 1]);
        h = nn.functional.leaky_relu(nn.functional.batch_norm(h, w["bn2.running_mean"], w["bn2.running_var"], w["bn2.weight"], w["bn2.bias"], false), 0.2).flatten(1);
        var expected = nn.functional.linear(h, w["fc1.weight"], w["fc1.bias"]).view(-1) + (nn.functional.linear(classes, w["embedding.weight"]) * h).sum(1);
        Assert.True((model.Discriminator.Evaluate(images, classes) - expected).abs().max().item<float>() < 1e-5);
    }

    // Sample n is of class n mod 10, and asking for a class gives nothing else; a tenth would be chance.
    [Theory]
    [InlineData("projection", 150)]
    [InlineData("concatenation", 350)]
    public void A_generator_learns_to_make_the_class_that_is_asked_for(string conditioning, int steps)
    {
        using var scope = NewDisposeScope();
        var experiment = Conditional(conditioning);
        using var model = new GanModel(experiment, 20, CPU);
        var step = model;
        var rows = Rows();
        for (var t = 1; t <= steps; t++)
            step.Play(t, () => rows);
        static double ShareOf(Tensor classes, Tensor images) => images.mean([1, 3]).argmax(1).eq(2 * classes).to(ScalarType.Float32).mean().item<float>();
        Assert.InRange(ShareOf(arange(200, ScalarType.Int64).remainder(10), model.Samples.Draw(3, 200)), 0.6, 1);
        Assert.InRange(Enumerable.Range(0, 10).Average(k => ShareOf(tensor((long)k), model.Samples.Draw(3, 20, k))), 0.6, 1);
    }

    [Fact]
    public void A_class_is_not_asked_of_a_generator_without()
    {
        using var model = new GanModel(Conditional("none"), 20, CPU);
        var error = Assert.Throws<GanError>(() => model.Samples.Draw(0, 1, 3));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("--class", error.Message, StringComparison.Ordinal);
    }
}
