using Gan.Experiments;
using Gan.Host.Loop;
using Gan.IntegrationTests.Support;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The average of a generator with batch normalisation: its running statistics are those of its own layers.</summary>
[Collection(TensorTests.Name)]
public class AveragedGeneratorTests
{
    private const int Passes = 20;
    private const int Size = 4;

    private static readonly Experiment Dcgan = PresetExperiment.Of("digits", [("Model:Architecture", "dcgan28"), ("Model:Width", "4"), ("Model:Hidden", "8"), ("Model:LatentSize", "4"),
        ("Generator:AverageHalfLife", "300")]);

    private static DcganGenerator Module() => (DcganGenerator)((GanArchitecture)Dcgan.Gan().Architecture).Generator(Dcgan.Gan().Networks, Dcgan.Data.Shape, Dcgan.Data.Classes);

    private static Tensor Latents(int pass) => Draws.Normal(7, "latents", pass, [Size, 4], CPU);

    // Steps of a generator that moves at random, and its average.
    private static (Network Generator, AveragedGenerator Average, DcganGenerator Module) Moved(ulong seed, int steps, Action<AveragedGenerator> afterEach)
    {
        var generator = new Network(Initialisation.Of(((GanArchitecture)Dcgan.Gan().Architecture).Generator(Dcgan.Gan().Networks, Dcgan.Data.Shape, Dcgan.Data.Classes), seed), Dcgan.Gan().Generator, keepsPast: false, CPU);
        var module = Module();
        var average = new AveragedGenerator(generator, module, Dcgan.Gan().Average, Size, CPU, pass => (Latents(pass), null));
        for (var t = 1; t <= steps; t++)
        {
            using (no_grad())
                generator.Parameters.Values.add_(Draws.Normal(seed, "moves", t, generator.Parameters.Values.shape, CPU).mul_(0.1f));
            generator.Generate(Latents(100 + t)); // moves its running statistics
            average.Follow(generator, t);
            afterEach(average);
        }
        return (generator, average, module);
    }

    private static BatchNorm1d FirstNorm(DcganGenerator module) => (BatchNorm1d)module.named_modules().Single(entry => entry.name == "bn0").module;

    // The first layer is linear, so the statistics behind it are known: the mean over passes of each pass's mean and variance.
    [Fact]
    public void Running_statistics_are_the_means_over_passes_of_its_own_layers()
    {
        using var scope = NewDisposeScope();
        var (generator, average, module) = Moved(1, 5, _ => { });
        using var first = generator;
        using var second = average;
        average.Settle();
        var (weight, bias) = (average.Weights().Single(entry => entry.Name == "fc0.weight").Value, average.Weights().Single(entry => entry.Name == "fc0.bias").Value);
        var inputs = Enumerable.Range(0, Passes).Select(pass => Latents(pass).matmul(weight.t()) + bias).ToArray();
        var mean = stack([.. inputs.Select(values => values.mean([0]))]).mean([0]);
        var variance = stack([.. inputs.Select(values => values.var(0))]).mean([0]);
        Assert.InRange((FirstNorm(module).running_mean! - mean).abs().max().item<float>(), 0, 1e-5);
        Assert.InRange((FirstNorm(module).running_var! - variance).abs().max().item<float>(), 0, 1e-5);
        Assert.True((FirstNorm(module).running_mean! - generator.Weights().Single(entry => entry.Name == "bn0.running_mean").Value).abs().max().item<float>() > 1e-3);
    }

    // Whoever looked at it before, and how often: the same weights have the same statistics, bit by bit.
    [Fact]
    public void They_follow_from_the_weights_alone()
    {
        using var scope = NewDisposeScope();
        var (oneGenerator, one, _) = Moved(2, 4, _ => { });
        var (otherGenerator, other, _) = Moved(2, 4, average => average.Settle());
        using (oneGenerator)
        using (otherGenerator)
        using (one)
        using (other)
        {
            one.Settle().Settle();
            foreach (var ((name, mine), (_, its)) in one.Weights().Zip(other.Weights()))
                Assert.True(mine.equal(its).all().item<bool>(), name);
        }
    }

    // What a run saved is what it was judged with.
    [Fact]
    public void A_model_draws_samples_and_saves_its_average_with_them()
    {
        using var scope = NewDisposeScope();
        using var model = new GanModel(Dcgan, 20, CPU);
        var before = model.Samples.Draw(1, 3);
        using (no_grad())
            model.Generator.Parameters.Values.mul_(1.5f);
        model.Average!.Follow(model.Generator, 1);
        var after = model.Samples.Draw(1, 3);
        Assert.False(before.equal(after).all().item<bool>());
        using var folder = new TestFolder();
        foreach (var file in model.State())
            SafetensorsFile.Write(folder[file.FileName], file.Tensors);
        using var loaded = new GanModel(Dcgan, 20, CPU);
        loaded.LoadWeights(folder.Root);
        Assert.True(loaded.Samples.Draw(1, 3).equal(after).all().item<bool>());
    }
}
