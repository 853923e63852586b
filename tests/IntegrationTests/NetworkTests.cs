using Gan.Experiments;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Math.Turns;
using Gan.Torch.Networks;
using Gan.Torch.Training;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Every architecture with every way to know the class: shapes, first values, and that a step learns.</summary>
[Collection(TensorTests.Name)]
public class NetworkTests
{
    private const int Batch = 6;

    private static readonly (string Key, string Value)[] Small = [("Model:Width", "4"), ("Model:LatentSize", "12"), ("Training:BatchSize", "6"), ("Training:Steps", "10"), ("Training:Epochs", "0")];

    private static readonly Dictionary<string, (string Key, string Value)[]> Data = new()
    {
        ["dcgan28"] = [("Data:Name", "mnist")],
        ["dcgan32"] = [("Data:Name", "cifar10")],
        ["dcgan64"] = [("Data:Name", "images"), ("Data:Side", "64"), ("Data:Classes", "3")],
        ["resnet32"] = [("Data:Name", "images"), ("Data:Channels", "1"), ("Data:Classes", "4")],
    };

    private static Experiment Of(string architecture, params (string Key, string Value)[] more) =>
        PresetExperiment.Of("digits", [("Model:Architecture", architecture), .. Data[architecture], .. Small, .. more]);

    private static LabelledSamples Real(Experiment experiment)
    {
        var classes = experiment.Data.Classes;
        long[] shape = [Batch, .. experiment.Data.Shape.Select(length => (long)length)];
        return new(Draws.Uniform(3, "real", 0, shape, CPU), experiment.Gan().Networks.Conditioning.IsUnconditional ? null : ClassifierArchitectures.OneHot(arange(Batch, ScalarType.Int64).remainder(classes), classes, CPU));
    }

    public static TheoryData<string, string, string> Combinations()
    {
        var all = new TheoryData<string, string, string>();
        foreach (var architecture in Data.Keys)
            foreach (var conditioning in new[] { "none", "concatenation", "projection", "auxiliary-classifier" })
                all.Add(architecture, conditioning, conditioning == "none" || architecture is "dcgan28" == conditioning is "projection" ? "concatenation" : "batch-normalisation");
        return all;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_pair_of_networks_makes_its_images_judges_them_and_learns(string architecture, string conditioning, string generator)
    {
        using var scope = NewDisposeScope();
        var spectral = conditioning is "projection" or "none";
        var experiment = Of(architecture, ("Model:Conditioning", conditioning), ("Generator:Conditioning", generator), ("Model:Attention", conditioning == "concatenation" ? "none" : "both"),
            ("Discriminator:Normalisation", spectral ? "spectral" : "customary"), ("Training:Augmentation", conditioning == "none" ? "colour-translation-cutout" : "none"),
            ("Training:Penalty", conditioning == "auxiliary-classifier" ? "r1" : "none"), ("Generator:AverageHalfLife", "100"));
        using var model = new GanModel(experiment, 20, CPU);
        var real = Real(experiment);
        Assert.Equal(real.Values.shape, model.Samples.Draw(0, Batch).shape);
        Assert.InRange(model.Samples.Draw(0, Batch).min().item<float>(), 0, 1);
        Assert.InRange(model.Samples.Draw(0, Batch).max().item<float>(), 0, 1);
        long[] judged = conditioning == "auxiliary-classifier" ? [Batch, 1 + experiment.Data.Classes] : [Batch];
        Assert.Equal(judged, model.Discriminator.Evaluate(real.Values, real.Classes).shape);

        Dictionary<string, Tensor> Weights(Network network) => network.Weights().ToDictionary(weight => weight.Name, weight => weight.Value.detach().clone());
        var before = new[] { model.Generator, model.Discriminator }.Select(Weights).ToArray();
        var step = model;
        for (var t = 1; t <= 2; t++)
            step.Play(t, () => real);
        foreach (var (network, weights) in new[] { model.Generator, model.Discriminator }.Zip(before))
        {
            Assert.True(network.IsFinite());
            foreach (var (name, value) in Weights(network).Where(weight => !weight.Key.EndsWith("_spectral.u", StringComparison.Ordinal) || weight.Value.numel() > 1))
                Assert.False(value.equal(weights[name]).all().item<bool>(), $"{network.Name}: {name} has not moved");
        }
    }

    [Fact]
    public void Attention_begins_as_nothing_and_is_the_paper_s()
    {
        using var scope = NewDisposeScope();
        using var attention = new SelfAttention(16, spectralNorm: null);
        var maps = Draws.Normal(1, "maps", 0, [3, 16, 4, 5], CPU);
        Assert.True(attention.forward(maps).equal(maps).all().item<bool>());
        var weights = attention.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        using (no_grad())
            weights["gamma"].fill_(0.5);
        // Place by place, from the exported weights.
        var x = maps.flatten(2);
        Tensor Of(string name) => weights[$"{name}.weight"].flatten(1);
        for (var n = 0; n < 3; n++)
        {
            var (q, k, v) = (Of("query").mm(x[n]), Of("key").mm(x[n]), Of("value").mm(x[n]));
            var seen = zeros(8, 20);
            for (var i = 0; i < 20; i++)
            {
                var share = q.select(1, i).unsqueeze(0).mm(k).view(-1).exp();
                share /= share.sum();
                seen[TensorIndex.Colon, i] = (v * share).sum(1);
            }
            var expected = x[n] + 0.5 * Of("output").mm(seen);
            Assert.True((attention.forward(maps)[n].flatten(1) - expected).abs().max().item<float>() < 1e-5);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Normalisation_of_a_class_begins_as_batch_normalisation_and_has_each_class_s_own_scale_and_offset(bool ofMaps)
    {
        using var scope = NewDisposeScope();
        using var ofClass = (ClassNorm)(ofMaps ? ClassNorm.OfMaps(4, 3) : ClassNorm.OfUnits(4, 3));
        using nn.Module<Tensor, Tensor> plain = ofMaps ? nn.BatchNorm2d(4) : nn.BatchNorm1d(4);
        var maps = Draws.Normal(2, "maps", 0, ofMaps ? [6, 4, 3, 3] : [6, 4], CPU);
        var classes = ClassifierArchitectures.OneHot(arange(6, ScalarType.Int64).remainder(3), 3, CPU);
        Assert.True((ofClass.forward(maps, classes) - plain.forward(maps)).abs().max().item<float>() < 1e-6);
        var weights = ofClass.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        using (no_grad())
        {
            weights["gains"][1] = 2;
            weights["offsets"][2] = -1;
        }
        var (changed, base_) = (ofClass.forward(maps, classes), plain.forward(maps));
        Assert.True((changed[0] - base_[0]).abs().max().item<float>() < 1e-5);
        Assert.True((changed[4] - 2 * base_[4]).abs().max().item<float>() < 1e-5);
        Assert.True((changed[5] - (base_[5] - 1)).abs().max().item<float>() < 1e-5);
    }

    // What all samples have in common at a place goes where units are normalised each on its own; a channel as one keeps it.
    [Theory]
    [InlineData("8", 0, 1e-4)]
    [InlineData("0", 1e-2, 1)]
    public void Behind_a_hidden_layer_what_all_samples_share_changes_nothing(string hidden, double least, double most)
    {
        using var scope = NewDisposeScope();
        var experiment = Of("dcgan28", ("Model:Hidden", hidden));
        using var model = new GanModel(experiment, 20, CPU);
        var latents = Draws.Normal(4, "latents", 0, [32, experiment.Gan().Networks.LatentSize], CPU);
        var before = model.Generator.Generate(latents);
        var shared = model.Generator.Weights().Single(entry => entry.Name == "fc1.bias").Value;
        using (no_grad())
            shared.add_(Draws.Normal(5, "shared", 0, shared.shape, CPU));
        Assert.InRange((model.Generator.Generate(latents) - before).abs().max().item<float>(), least, most);
    }

    // J_D + lambda (CE(real) + CE(fake)) of the two heads, by torch's own cross-entropy.
    [Fact]
    public void An_auxiliary_classifier_is_paid_for_the_right_class_on_both_sides()
    {
        using var scope = NewDisposeScope();
        double Loss(string weight)
        {
            var experiment = Of("dcgan28", ("Model:Conditioning", "auxiliary-classifier"), ("Training:ClassWeight", weight), ("Discriminator:Normalisation", "none"));
            using var model = new GanModel(experiment, 20, CPU);
            return new GanGame(experiment.GanOptions(20), model.Generator, model.Discriminator, CPU).Gradient(Player.Discriminator, 1, 1, Real(experiment)).Of(Measure.DiscriminatorLoss);
        }
        var experiment = Of("dcgan28", ("Model:Conditioning", "auxiliary-classifier"), ("Discriminator:Normalisation", "none"));
        using var model = new GanModel(experiment, 20, CPU);
        var real = Real(experiment);
        var latents = Draws.Normal(experiment.Seed, "latents for the discriminator", 1, [Batch, 12], CPU);
        var labels = Draws.Classes(experiment.Seed, "classes for the discriminator", 1, Batch, 10);
        var fake = model.Generator.Generate(latents, ClassifierArchitectures.OneHot(labels, 10, CPU));
        double CrossEntropy(Tensor images, Tensor wanted) => nn.functional.cross_entropy(model.Discriminator.Forward(images)[TensorIndex.Colon, 1..], wanted).item<float>();
        var expected = CrossEntropy(real.Values, arange(Batch, ScalarType.Int64)) + CrossEntropy(fake, labels);
        Assert.Equal(0.7 * expected, Loss("0.7") - Loss("0"), 1e-5);
    }

    // The mean loss of packs, pack by pack: what one discriminator says of m images as one of m channels.
    [Theory]
    [InlineData("dcgan28", "none", 3)]
    [InlineData("dcgan28", "wgan-gp", 2)]
    [InlineData("resnet32", "none", 2)]
    public void A_pack_is_judged_as_one_sample_of_as_many_times_the_channels(string architecture, string penalty, int m)
    {
        using var scope = NewDisposeScope();
        var experiment = Of(architecture, ("Discriminator:Packing", $"{m}"), ("Discriminator:Normalisation", "none"), ("Training:Loss", "hinge"), ("Training:Penalty", penalty));
        using var model = new GanModel(experiment, 20, CPU);
        var real = Real(experiment);
        var terms = new GanGame(experiment.GanOptions(20), model.Generator, model.Discriminator, CPU).Gradient(Player.Discriminator, 1, 1, real);

        var fake = model.Generator.Generate(Draws.Normal(experiment.Seed, "latents for the discriminator", 1, [Batch, 12], CPU));
        Tensor PackOf(Tensor images, int pack) => cat([.. Enumerable.Range(pack * m, m).Select(n => images[n])], 0).unsqueeze(0);
        var (expected, packs) = (0.0, Batch / m);
        for (var pack = 0; pack < packs; pack++)
        {
            var (ofReal, ofFake) = (PackOf(real.Values, pack), PackOf(fake, pack));
            Assert.Equal(m, ofReal.shape[1]);
            expected += double.Max(0, 1 - model.Discriminator.Forward(ofReal).item<float>()) + double.Max(0, 1 + model.Discriminator.Forward(ofFake).item<float>());
            if (penalty == "none")
                continue;
            var weight = Draws.Uniform(experiment.Seed, "weights of the penalty", 1, [packs], CPU)[pack];
            var between = (weight * ofReal + (1 - weight) * ofFake).detach().requires_grad_(true);
            var slope = autograd.grad([model.Discriminator.Forward(between).sum()], [between])[0].norm().item<float>();
            expected += 10 * (slope - 1) * (slope - 1);
        }
        Assert.Equal(expected / packs, terms.Of(Measure.DiscriminatorLoss), 1e-4);
    }

    [Fact]
    public void Augmentation_is_the_same_for_the_same_draw_passes_gradients_and_changes_each_image_by_itself()
    {
        using var scope = NewDisposeScope();
        foreach (var policy in new[] { "colour", "translation", "cutout", "translation-cutout", "colour-translation-cutout" })
        {
            var augmentation = new ImageAugmentation([.. Of("dcgan32", ("Training:Augmentation", policy)).Gan().Game.Augmentations], 7, CPU);
            var images = Draws.Uniform(1, "images", 0, [8, 3, 32, 32], CPU).requires_grad_(true);
            var (first, again, other) = (augmentation.Apply(images, "real", 1), augmentation.Apply(images, "real", 1), augmentation.Apply(images, "real", 2));
            Assert.Equal(images.shape, first.shape);
            Assert.True(first.equal(again).all().item<bool>(), policy);
            Assert.False(first.equal(other).all().item<bool>(), policy);
            var gradient = autograd.grad([first[2].sum()], [images])[0];
            Assert.True(gradient[2].abs().sum().item<float>() > 0, policy);
            Assert.Equal(0, gradient[0].abs().sum().item<float>());
        }
    }

    [Fact]
    public void A_shift_moves_rows_and_columns_and_a_cut_greys_a_rectangle()
    {
        using var scope = NewDisposeScope();
        var images = ones(40, 1, 28, 28);
        var shifted = new ImageAugmentation([.. Of("dcgan28", ("Training:Augmentation", "translation")).Gan().Game.Augmentations], 7, CPU).Apply(images, "real", 1);
        var cut = new ImageAugmentation([.. Of("dcgan28", ("Training:Augmentation", "cutout")).Gan().Game.Augmentations], 7, CPU).Apply(images, "real", 1);
        for (var n = 0; n < 40; n++)
        {
            static Tensor Kept(Tensor image) => image.eq(1f).to(ScalarType.Float32);
            Assert.Equal(784, (shifted[n].eq(1f) | shifted[n].eq(0.5f)).sum().item<long>());
            var (rows, columns) = (Kept(shifted[n, 0]).amax([1]).sum().item<float>(), Kept(shifted[n, 0]).amax([0]).sum().item<float>());
            Assert.InRange(rows, 24, 28);
            Assert.InRange(columns, 24, 28);
            Assert.Equal(rows * columns, Kept(shifted[n]).sum().item<float>());
            Assert.Equal(784, (cut[n].eq(1f) | cut[n].eq(0.5f)).sum().item<long>());
            Assert.InRange(784 - Kept(cut[n]).sum().item<float>(), 49, 196);
        }
        Assert.Contains(Enumerable.Range(0, 40), n => shifted[n].sum().item<float>() < 784);
        // A single bright place moves as a whole.
        var dot = zeros(40, 1, 28, 28);
        dot[TensorIndex.Colon, 0, 14, 10] = 1;
        var moved = new ImageAugmentation([.. Of("dcgan28", ("Training:Augmentation", "translation")).Gan().Game.Augmentations], 7, CPU).Apply(dot, "real", 1);
        var places = Enumerable.Range(0, 40).Select(n => moved[n].flatten().argmax().item<long>()).ToArray();
        Assert.All(places, place => { Assert.InRange(place / 28, 10, 18); Assert.InRange(place % 28, 6, 14); });
        Assert.Equal(40, moved.eq(1f).sum().item<long>());
        Assert.True(places.Distinct().Count() > 10);
    }

    // In float64 this draw is less than 1 and in float32 it would be 1: the image would be shifted by a pixel too far.
    [Fact]
    public void The_largest_draws_stay_below_one()
    {
        const ulong seed = 1_405_356; // one of the few that have such a draw among their first
        string[] purposes = [.. from shift in new[] { "shift down", "shift right" } from player in new[] { "real", "generated", "generator" } select $"{shift} of {player}"];
        var largest = purposes.Max(purpose => Draws.Uniform(seed, purpose, 1, [8], CPU).max().item<float>());
        Assert.Equal(MathF.BitDecrement(1), largest);
    }
}
