using Gan.Experiments;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Torch.Tensors;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The densities that z is drawn from, and the networks of points that take it.</summary>
public class LatentSourceTests
{
    private const int Components = 5;

    private static Experiment Points(string deviation, string seed = "3", string depth = "4") => PresetExperiment.Of("ring", ("Model:LatentSize", "3"), ("Model:Width", "7"),
        ("Model:Depth", depth), ("Model:LatentComponents", $"{Components}"), ("Model:LatentDeviation", deviation), ("Training:Seed", seed));

    private static float[][] Latents(Experiment experiment, ulong seed, int count, int from = 0) =>
        [.. new LatentSource(experiment.GanOptions(20), CPU).Draw(seed, "test", 0, count, from).Elements().ToArray().Chunk(3)];

    [Fact]
    public void Without_a_deviation_latents_are_the_means_of_the_experiment_each_as_often()
    {
        using var scope = NewDisposeScope();
        var counts = Latents(Points("0"), seed: 8, 5000).CountBy(z => (z[0], z[1], z[2])).ToDictionary();
        Assert.Equal(Components, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 880, 1120)); // 1000 and four deviations of 28
        // Another seed of draws has the same means, another experiment's seed others.
        Assert.All(Latents(Points("0"), seed: 9, 50), z => Assert.Contains((z[0], z[1], z[2]), counts));
        Assert.All(Latents(Points("0", seed: "4"), seed: 8, 50), z => Assert.DoesNotContain((z[0], z[1], z[2]), counts));
    }

    [Fact]
    public void A_deviation_is_that_of_the_latents_around_their_means()
    {
        using var scope = NewDisposeScope();
        var around = Latents(Points("0.25"), seed: 8, 5000).Zip(Latents(Points("0"), seed: 8, 5000), (z, mean) => z.Zip(mean, (a, b) => (double)a - b)).SelectMany(values => values).ToArray();
        Assert.InRange(around.Average(), -0.01, 0.01);
        Assert.InRange(double.Sqrt(around.Average(value => value * value)), 0.244, 0.256);
    }

    [Fact]
    public void The_same_number_is_the_same_latent_and_the_same_sample()
    {
        using var scope = NewDisposeScope();
        var experiment = Points("0.25");
        Assert.Equal(Latents(experiment, 8, 40)[25..], Latents(experiment, 8, 15, from: 25));
        using var model = new GanModel(experiment, 20, CPU);
        Assert.Equal(model.Samples.Draw(6, 1003).Elements().ToArray()[^6..], model.Samples.Draw(6, 1010)[1000..1003].contiguous().Elements().ToArray());
    }

    // What is looked at comes from nearer to the means, what is trained on does not; and all of it where nothing is truncated.
    [Fact]
    public void Samples_are_drawn_nearer_to_the_means()
    {
        using var scope = NewDisposeScope();
        static Experiment Of(string truncation, string components) => PresetExperiment.Of("ring", ("Model:LatentSize", "3"), ("Model:Width", "7"), ("Model:LatentComponents", components), ("Sample:Truncation", truncation),
            components == "0" ? ("Training:Seed", "3") : ("Model:LatentDeviation", "0.25"));
        foreach (var components in new[] { "0", "5" })
        {
            var (whole, half) = (new LatentSource(Of("1", components).GanOptions(20), CPU), new LatentSource(Of("0.5", components).GanOptions(20), CPU));
            var latents = whole.Draw(8, "test", 0, 40);
            Assert.True(latents.equal(half.Draw(8, "test", 0, 40)).all().item<bool>());
            Assert.True(latents.equal(whole.DrawTruncated(8, "test", 0, 40)).all().item<bool>());
            var means = components == "0" ? zeros_like(latents) : new LatentSource(PresetExperiment.Of("ring", ("Model:LatentSize", "3"), ("Model:Width", "7"), ("Model:LatentComponents", components), ("Model:LatentDeviation", "0")).GanOptions(20), CPU).Draw(8, "test", 0, 40);
            Assert.True((half.DrawTruncated(8, "test", 0, 40) - (means + latents) / 2).abs().max().item<float>() < 1e-6);
        }
        // One network, other samples.
        using var model = new GanModel(Of("1", "5"), 20, CPU);
        using var near = new GanModel(Of("0.5", "5"), 20, CPU);
        Assert.False(model.Samples.Draw(6, 20).equal(near.Samples.Draw(6, 20)).all().item<bool>());
    }

    [Theory]
    [InlineData("1", 3 * 7 + 7 + 7 * 2 + 2)]
    [InlineData("2", 3 * 7 + 7 + 7 * 7 + 7 + 7 * 2 + 2)]
    [InlineData("4", 3 * 7 + 7 + 3 * (7 * 7 + 7) + 7 * 2 + 2)]
    public void Networks_of_points_have_as_many_hidden_layers_as_asked_for(string depth, int parameters)
    {
        using var scope = NewDisposeScope();
        using var model = new GanModel(Points("0.25", depth: depth), 20, CPU);
        Assert.Equal(parameters, model.Generator.Weights().Sum(weight => weight.Value.numel()));
        // Every hidden layer is used: without one's weights, other points come out.
        var before = model.Samples.Draw(0, 20);
        foreach (var (name, value) in model.Generator.Weights().Where(weight => weight.Name.EndsWith(".weight", StringComparison.Ordinal)))
        {
            using var kept = value.detach().clone();
            using (no_grad())
                value.zero_();
            Assert.False(model.Samples.Draw(0, 20).equal(before).all().item<bool>(), name);
            using (no_grad())
                value.copy_(kept);
        }
        Assert.True(model.Samples.Draw(0, 20).equal(before).all().item<bool>());
    }
}
