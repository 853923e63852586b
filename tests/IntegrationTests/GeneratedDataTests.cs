using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch.Modalities;

namespace Gan.IntegrationTests;

/// <summary>A generator's samples among the data that a classifier learns from.</summary>
public class GeneratedDataTests
{
    // Images of one value, which is their label: below 100 real ones, from 100 on added ones.
    private static ImageData Constant(int from, int count) =>
        new([.. Enumerable.Range(from, count).SelectMany(k => Enumerable.Repeat((byte)k, 4))], [.. Enumerable.Range(from, count).Select(k => (byte)k)], 1, 2, 2, seed: 4);

    private static byte[] Labels(MixedData data, long epoch, int first, int count)
    {
        var (samples, labels) = (new float[4 * count], new long[count]);
        data.Read(epoch, first, samples, labels);
        Assert.All(Enumerable.Range(0, 4 * count), i => Assert.Equal(labels[i / 4] / 255f, samples[i], 1e-6f));
        return [.. labels.Select(label => (byte)label)];
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Every_place_holds_a_generated_sample_with_the_given_probability(double share)
    {
        var data = new MixedData(Constant(0, 100), Constant(100, 70), share, seed: 9);
        Assert.Equal(100, data.Count);
        byte[][] epochs = [.. Enumerable.Range(0, 40).Select(epoch => Labels(data, epoch, 0, 100))];
        // Of 4,000 places: four standard deviations.
        Assert.Equal(share, epochs.Sum(labels => labels.Count(label => label >= 100)) / 4000.0, 4 * double.Sqrt(share * (1 - share) / 4000) + 1e-12);
        // Whatever is not generated stands where it would have stood.
        var alone = new MixedData(Constant(0, 100), Constant(100, 70), 0, seed: 9);
        for (var epoch = 0; epoch < 40; epoch++)
            Assert.All(epochs[epoch].Zip(Labels(alone, epoch, 0, 100)), pair => Assert.True(pair.First >= 100 || pair.First == pair.Second));
        if (share > 0)
            Assert.Equal(Enumerable.Range(100, 70), epochs.SelectMany(labels => labels).Where(label => label >= 100).Distinct().Select(label => (int)label).Order());
    }

    [Fact]
    public void A_position_is_epoch_and_index_and_nothing_else()
    {
        var data = new MixedData(Constant(0, 100), Constant(100, 70), 0.5, seed: 9);
        var whole = Labels(data, 3, 0, 100);
        Labels(data, 8, 50, 20);
        Assert.Equal(whole[30..50], Labels(data, 3, 30, 20));
        Assert.NotEqual(whole, Labels(new MixedData(Constant(0, 100), Constant(100, 70), 0.5, seed: 10), 3, 0, 100));
    }

    private static string[] Generator(string run, string conditioning) => ["train", "--preset", "digits-smoke", "--run", run, "--steps", "5", "--set", "Model:Architecture=dcgan28",
        "--set", "Model:Width=8", "--set", $"Model:Conditioning={conditioning}"];

    private static string[] Classifier(string run, string generator, int steps) => ["train", "--preset", "digits-robust-smoke", "--run", run, "--steps", $"{steps}", "--set", "Robust:RampUp=0",
        "--set", "Classifier:Schedule=constant", "--set", "Validation:Count=0", "--set", "Data:Count=500", "--set", "Training:BatchSize=64",
        "--set", "Generated:Share=0.5", "--set", "Generated:Count=300", "--set", $"Generated:Run={generator}"];

    // The run keeps a copy of the generator: it goes on to the same bytes when the generator's own run is gone.
    [Fact]
    public void A_run_goes_on_without_the_run_that_it_took_its_generator_from()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Generator(folder["gan"], "projection")).ExitCode);
        Assert.Equal(0, GanProgram.Run(Classifier(folder["whole"], folder["gan"], 8)).ExitCode);
        Assert.Equal(0, GanProgram.Run(Classifier(folder["parts"], folder["gan"], 4)).ExitCode);
        Directory.Delete(folder["gan"], recursive: true);
        var resumed = GanProgram.Run(Classifier(folder["parts"], folder["gan"], 8));
        Assert.Equal(0, resumed.ExitCode);
        static byte[] Weights(string run) => File.ReadAllBytes(Path.Combine(run, "checkpoints", "step-00000008", "classifier.safetensors"));
        Assert.Equal(Weights(folder["whole"]), Weights(folder["parts"]));

        Directory.Delete(Path.Combine(folder["parts"], "inputs"), recursive: true);
        var lost = GanProgram.Run(Classifier(folder["parts"], folder["gan"], 9));
        Assert.Equal(ExitCode.Unreadable, lost.ExitCode);
        Assert.Contains("inputs", lost.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generator_that_cannot_be_taken_is_named()
    {
        using var folder = new TestFolder();
        var absent = GanProgram.Run(Classifier(folder["a"], folder["absent"], 4));
        Assert.Equal(ExitCode.Unreadable, absent.ExitCode);
        Assert.Contains("absent is not a run directory", absent.Error, StringComparison.Ordinal);
        Assert.Equal(0, GanProgram.Run(Generator(folder["gan"], "none")).ExitCode);
        var unlabelled = GanProgram.Run(Classifier(folder["b"], folder["gan"], 4));
        Assert.Equal(ExitCode.Usage, unlabelled.ExitCode);
        Assert.Contains("Model:Conditioning", unlabelled.Error, StringComparison.Ordinal);
        GanProgram.Done(Generator(folder["digits"], "projection"));
        IdxBytes.WriteClothes(folder["data"], 128);
        var clothes = GanProgram.Run([.. Classifier(folder["d"], folder["digits"], 4), "--set", "Data:Name=fashion-mnist", "--set", $"Data:Root={folder["data"]}"]);
        Assert.Equal(ExitCode.Usage, clothes.ExitCode);
        Assert.Contains($"Generated:Run = {folder["digits"]}: must be a run of fashion-mnist, and this one was trained on digits", clothes.Error, StringComparison.Ordinal);
        GanProgram.Done("train", "--preset", "digits-natural", "--run", folder["classifier"], "--steps", "1", "--set", "Data:Count=500");
        var other = GanProgram.Run(Classifier(folder["c"], folder["classifier"], 4));
        Assert.Equal(ExitCode.Usage, other.ExitCode);
        Assert.Contains("it has no generator of samples", other.Error, StringComparison.Ordinal);
    }
}
