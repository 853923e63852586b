using System.Globalization;
using System.Text.Json;
using Gan.Host;
using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.Host.Quality;
using Gan.IntegrationTests.Support;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>How good a GAN's samples are, through the program, against libtorch's own float64.</summary>
[Collection(TensorTests.Name)]
public sealed class QualityTests : IDisposable
{
    private const int Count = 300;

    private readonly TestFolder _folder = new();

    private string Run => _folder["run"];

    private string Json => _folder["report.json"];

    public void Dispose() => _folder.Dispose();

    private void Train(params string[] more) => GanProcess.Done(["train", "--preset", "digits-smoke", "--run", Run, "--steps", "8", .. more]);

    private (GanResult Result, JsonElement Report) Evaluate(params string[] more)
    {
        using var process = GanProcess.Start(["evaluate", "--run", Run, "--count", $"{Count}", "--json", Json, .. more], [("XDG_CACHE_HOME", _folder["cache"])]);
        var result = process.WaitForEnd();
        Assert.True(result.ExitCode == 0, result.Error);
        return (result, JsonDocument.Parse(File.ReadAllBytes(Json)).RootElement);
    }

    private static Tensor Images(ImageData data)
    {
        var pixels = new float[Count * 784];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = data.Image(i / 784)[i % 784] / 255f;
        return tensor(pixels).view(Count, 1, 28, 28);
    }

    private static double Frechet(Tensor a, Tensor b)
    {
        static (Tensor Mean, Tensor Covariance) Moments(Tensor x) => (x.mean([0]), (x - x.mean([0])).t().mm(x - x.mean([0])) / (x.shape[0] - 1));
        var (first, second) = (Moments(a), Moments(b));
        // tr (C_a C_b)^(1/2) is the sum of the roots of the product's eigenvalues, which are real and not negative.
        var roots = linalg.eigvals(first.Covariance.mm(second.Covariance)).real.clamp_min(0).sqrt().sum();
        return ((first.Mean - second.Mean).square().sum() + first.Covariance.trace() + second.Covariance.trace() - 2 * roots).item<double>();
    }

    private static double Kernel(Tensor x, Tensor y)
    {
        Tensor K(Tensor p, Tensor q) => (p.mm(q.t()) / p.shape[1] + 1).pow(3);
        static double Pairs(Tensor k) => ((k.sum() - k.diagonal().sum()) / (k.shape[0] * (k.shape[0] - 1))).item<double>();
        return Pairs(K(x, x)) + Pairs(K(y, y)) - 2 * K(x, y).mean().item<double>();
    }

    private static (double Precision, double Recall, double Density, double Coverage) Fidelity(Tensor real, Tensor made)
    {
        static Tensor Radii(Tensor x) => cdist(x, x).topk(6, dim: 1, largest: false).values[.., 5];
        var distances = cdist(real, made);
        var (inReal, inMade) = (distances.le(Radii(real).unsqueeze(1)), distances.le(Radii(made).unsqueeze(0)));
        static double Share(Tensor mask) => mask.to(ScalarType.Float64).mean().item<double>();
        return (Share(inReal.any(0)), Share(inMade.any(1)), inReal.to(ScalarType.Float64).sum([0]).mean().item<double>() / 5, Share(inReal.any(1)));
    }

    private static void AssertScores(JsonElement scores, Tensor features, Tensor test)
    {
        void Equal(string key, double expected) => Assert.Equal(expected, scores.GetProperty(key).GetDouble(), 1e-6 * double.Max(1, double.Abs(expected)));
        Equal("frechet_distance", Frechet(features, test));
        Equal("kernel_distance", Kernel(features, test));
        var (precision, recall, density, coverage) = Fidelity(test, features);
        Equal("precision", precision);
        Equal("recall", recall);
        Equal("density", density);
        Equal("coverage", coverage);
    }

    // The means of 16 blocks of pixels, by TorchScript in the program and by libtorch here.
    [Fact]
    public void Scores_in_brought_features_are_those_of_an_independent_computation()
    {
        using var scope = NewDisposeScope();
        Train();
        var (result, report) = Evaluate("--features", Path.Combine(Repository.Root, "tests", "IntegrationTests", "Support", "block-means.pt"), "--seed", "5");
        GanProcess.Done("sample", "--run", Run, "--count", $"{Count}", "--seed", "5", "--out", _folder["samples.safetensors"]);
        static Tensor Features(Tensor images) => nn.functional.avg_pool2d(images, 7).flatten(1).to(ScalarType.Float64);
        var test = Features(Images(ProceduralDigits.Test(Count)));
        var samples = Features(SafetensorsFile.Read(_folder["samples.safetensors"])["samples"]);
        var training = Images(ProceduralDigits.Train(Count, 0));
        AssertScores(report.GetProperty("samples"), samples, test);
        AssertScores(report.GetProperty("training_images"), Features(training), test);
        Assert.Equal(16, report.GetProperty("features").GetInt32());
        Assert.False(report.TryGetProperty("classes", out _));
        Assert.Contains("block-means.pt, sha256 ", result.Output, StringComparison.Ordinal);
        // Samples in a file are judged as those of a run; none of another form.
        string[] OfFile(string file) => ["evaluate", "--samples", file, "--data", "digits", "--count", $"{Count}", "--json", _folder["file.json"], "--features", Path.Combine(Repository.Root, "tests", "IntegrationTests", "Support", "block-means.pt")];
        GanProcess.Done(OfFile(_folder["samples.safetensors"]));
        Assert.Equal(report.GetProperty("samples").GetRawText(), JsonDocument.Parse(File.ReadAllBytes(_folder["file.json"])).RootElement.GetProperty("samples").GetRawText());
        SafetensorsFile.Write(_folder["wide.safetensors"], [("samples", 2 * ones(Count, 1, 28, 28))]);
        SafetensorsFile.Write(_folder["small.safetensors"], [("samples", ones(Count, 1, 8, 8))]);
        foreach (var (file, what) in new[] { ("wide", "must lie in [0, 1]"), ("small", "must be float32 of [N, 1, 28, 28]") })
        {
            var refused = Assert.Throws<GanError>(() => SampleSet.OfFile(_folder[$"{file}.safetensors"], PresetExperiment.Of("digits")));
            Assert.Equal(ExitCode.Usage, refused.ExitCode);
            Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        }
        Assert.Contains("--run: must be given, or --samples in its place", GanProcess.Run(["evaluate", "--count", "300"]).Error, StringComparison.Ordinal);
        // Eight steps make no digits: real ones are much nearer.
        Assert.True(report.GetProperty("samples").GetProperty("frechet_distance").GetDouble() > 10 * report.GetProperty("training_images").GetProperty("frechet_distance").GetDouble());
    }

    [Fact]
    public void The_program_trains_its_own_features_once_and_says_which()
    {
        Train("--set", "Model:Architecture=dcgan28", "--set", "Model:Width=8", "--set", "Model:Conditioning=concatenation");
        var (first, report) = Evaluate();
        Assert.Contains("training digits-natural once, for its features: step", first.Error, StringComparison.Ordinal);
        Assert.Contains("last hidden layer of small-cnn, preset digits-natural, sha256 ", first.Output, StringComparison.Ordinal);
        Assert.Contains("features of samples: 300 of 300", first.Error, StringComparison.Ordinal);
        Assert.Equal(128, report.GetProperty("features").GetInt32());
        var classes = report.GetProperty("classes");
        Assert.Equal(Count, classes.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32()));
        Assert.True(classes.TryGetProperty("asked", out _));
        // The classifier knows real digits: ten answers, with certainty.
        Assert.InRange(report.GetProperty("training_images").GetProperty("inception_score").GetDouble(), 8, 10);
        var (second, again) = Evaluate();
        Assert.DoesNotContain("training digits-natural", second.Error, StringComparison.Ordinal);
        Assert.Equal(report.GetRawText(), again.GetRawText());
    }

    // Sample n is asked to be of class n mod 10: of 0 to 9 and three times 1, at 10, 11 and 12, the one at 11 is right too.
    [Fact]
    public void Samples_are_counted_by_class_and_by_the_class_that_was_asked_for()
    {
        int[] classes = [.. Enumerable.Range(0, 10), 1, 1, 1];
        var counts = ClassCounts.Of(classes, asked: true);
        Assert.Equal([1, 4, 1, 1, 1, 1, 1, 1, 1, 1], counts.Counts);
        Assert.Equal(11, counts.Asked!.Correct);
        Assert.Equal(9 * 0.3 * 0.3 / 1.3 + 2.7 * 2.7 / 1.3, counts.ChiSquared, 12);
        Assert.Null(ClassCounts.Of(classes, asked: false).Asked);
    }

    [Theory]
    [InlineData("--count = 128: must be at least 129", "--count", "128")]
    [InlineData("--count = 5501: must be at most 5500", "--count", "5501")]
    [InlineData("--norm, --eps: must be left out", "--eps", "0.1")]
    [InlineData("--against: must be left out", "--against", "x")]
    [InlineData("--features-size: must be left out without --features FILE", "--features-size", "32")]
    [InlineData("--features = nowhere", "--features", "nowhere")]
    public void What_a_comparison_cannot_use_is_refused(string message, params string[] arguments)
    {
        Train("--set", "Data:Count=5500");
        Directory.CreateDirectory(_folder["cache"]);
        using var process = GanProcess.Start(["evaluate", "--run", Run, .. arguments], [("XDG_CACHE_HOME", _folder["cache"])]);
        var result = process.WaitForEnd();
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Usage, result.ExitCode);
    }

    [Fact]
    public void A_file_that_is_no_network_is_reported()
    {
        Train();
        File.WriteAllText(_folder["broken.pt"], "no network");
        var result = GanProcess.Run("evaluate", "--run", Run, "--count", "300", "--features", _folder["broken.pt"]);
        Assert.Contains("broken.pt as TorchScript", result.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Unreadable, result.ExitCode);
    }

    // Learning rates a hundred times those of the preset.
    [Theory]
    [InlineData("ring", "0.05")]
    [InlineData("digits", "0.02")]
    public void A_game_that_ended_stops_and_names_what_it_saw(string preset, string rate)
    {
        var result = GanProcess.Run("train", "--preset", preset, "--run", Run, "--steps", "500", "--set", $"Generator:LearningRate={rate}", "--set", $"Discriminator:LearningRate={rate}");
        Assert.Equal((int)ExitCode.Diverged, result.ExitCode);
        Assert.Contains("each step changes a player's weights by a large part of their size", result.Error, StringComparison.Ordinal);
        Assert.Contains("lower the learning rates", result.Error, StringComparison.Ordinal);
        var step = int.Parse(result.Error[(result.Error.IndexOf("Step ", StringComparison.Ordinal) + 5)..].Split(':')[0], CultureInfo.InvariantCulture);
        Assert.InRange(step, 10, 500);
        Assert.Contains($"\"step\":{step},", File.ReadLines(Path.Combine(Run, "metrics.jsonl")).Last(), StringComparison.Ordinal);
    }

    // What was seen before a stop counts afterwards.
    [Fact]
    public void A_run_that_continues_stops_where_it_would_have_stopped()
    {
        string[] ill = ["--preset", "ring", "--set", "Generator:LearningRate=0.05", "--set", "Discriminator:LearningRate=0.05"];
        var whole = GanProcess.Run(["train", "--run", Run, "--steps", "500", .. ill]);
        Assert.Equal(0, GanProcess.Run(["train", "--run", _folder["parts"], "--steps", "150", .. ill]).ExitCode);
        var rest = GanProcess.Run(["train", "--run", _folder["parts"], "--steps", "500", .. ill]);
        Assert.Equal(whole.Error, rest.Error);
        Assert.Equal((int)ExitCode.Diverged, rest.ExitCode);
    }

    // Compared in the features every second step: the generator with the smallest distance is kept, whatever happens on the way.
    [Fact]
    public void The_generator_nearest_to_the_training_images_is_kept_and_taken()
    {
        string[] Arguments(string run, int steps) => ["train", "--preset", "digits-smoke", "--run", _folder[run], "--steps", $"{steps}", "--device", "cpu", "--set", "Evaluation:Count=150", "--set", "Evaluation:Every=2",
            "--set", "Checkpoint:Every=2", "--set", "Checkpoint:Keep=10", "--set", "Report:Every=1"];
        void TrainTo(string run, int steps)
        {
            using var process = GanProcess.Start(Arguments(run, steps), [("XDG_CACHE_HOME", _folder["cache"])]);
            var result = process.WaitForEnd();
            Assert.True(result.ExitCode == 0, result.Error);
        }
        TrainTo("whole", 6);
        TrainTo("parts", 3);
        TrainTo("parts", 6);
        var distances = File.ReadLines(Path.Combine(_folder["whole"], "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("frechet_distance", out _)).ToDictionary(line => line.GetProperty("step").GetInt32(), line => line.GetProperty("frechet_distance").GetDouble());
        Assert.Equal([2, 4, 6], distances.Keys.Order());
        Assert.Equal(3, distances.Values.Distinct().Count());
        var best = distances.MinBy(entry => entry.Value).Key;
        byte[] FileOf(string run, int step, string name) => File.ReadAllBytes(Path.Combine(_folder[run], "checkpoints", $"step-{step:D8}", name));
        Assert.Equal(FileOf("whole", best, "generator.safetensors"), FileOf("whole", 6, "best.safetensors"));
        Assert.Equal(FileOf("whole", 6, "best.safetensors"), FileOf("parts", 6, "best.safetensors"));
        Assert.Equal(FileOf("whole", 6, "validation.safetensors"), FileOf("parts", 6, "validation.safetensors"));
        Assert.Contains($"4 samples of step {best}:", GanProcess.Run(["sample", "--run", _folder["whole"], "--count", "4", "--out", _folder["best.png"]]).Output, StringComparison.Ordinal);
        using var few = GanProcess.Start([.. Arguments("few", 8), "--set", "Evaluation:Count=100"], [("XDG_CACHE_HOME", _folder["cache"])]);
        var refused = few.WaitForEnd();
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("Evaluation:Count = 100: must be at least 129", refused.Error, StringComparison.Ordinal);
    }
}
