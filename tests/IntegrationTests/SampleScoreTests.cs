using System.Text.Json;
using Gan.Host;
using Gan.Host.Quality;
using Gan.IntegrationTests.Support;
using Gan.Torch;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Scores of samples against the same computed with the float64 of libtorch.</summary>
public sealed class SampleScoreTests : IDisposable
{
    private readonly JudgedRun _run = new();

    public void Dispose() => _run.Dispose();

    private static Tensor Images(ImageData data)
    {
        var pixels = new float[JudgedRun.Count * 784];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = data.Image(i / 784)[i % 784] / 255f;
        return tensor(pixels).view(JudgedRun.Count, 1, 28, 28);
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
        _run.Train();
        var (result, report) = _run.Evaluate("--features", Path.Combine(Repository.Root, "tests", "IntegrationTests", "Support", "block-means.pt"), "--seed", "5");
        GanProgram.Done("sample", "--run", _run.Run, "--count", $"{JudgedRun.Count}", "--seed", "5", "--out", _run.Folder["samples.safetensors"]);
        static Tensor Features(Tensor images) => nn.functional.avg_pool2d(images, 7).flatten(1).to(ScalarType.Float64);
        var test = Features(Images(ProceduralDigits.Test(JudgedRun.Count)));
        var samples = Features(SafetensorsFile.Read(_run.Folder["samples.safetensors"])["samples"]);
        var training = Images(ProceduralDigits.Train(JudgedRun.Count, 0));
        AssertScores(report.GetProperty("samples"), samples, test);
        AssertScores(report.GetProperty("training_images"), Features(training), test);
        Assert.Equal(16, report.GetProperty("features").GetInt32());
        Assert.False(report.TryGetProperty("classes", out _));
        Assert.Contains("block-means.pt, sha256 ", result.Output, StringComparison.Ordinal);
        // Samples in a file are judged as those of a run; none of another form.
        string[] OfFile(string file) => ["evaluate", "--samples", file, "--data", "digits", "--count", $"{JudgedRun.Count}", "--json", _run.Folder["file.json"], "--features", Path.Combine(Repository.Root, "tests", "IntegrationTests", "Support", "block-means.pt")];
        GanProgram.Done(OfFile(_run.Folder["samples.safetensors"]));
        Assert.Equal(report.GetProperty("samples").GetRawText(), JsonDocument.Parse(File.ReadAllBytes(_run.Folder["file.json"])).RootElement.GetProperty("samples").GetRawText());
        SafetensorsFile.Write(_run.Folder["wide.safetensors"], [("samples", 2 * ones(JudgedRun.Count, 1, 28, 28))]);
        SafetensorsFile.Write(_run.Folder["small.safetensors"], [("samples", ones(JudgedRun.Count, 1, 8, 8))]);
        SafetensorsFile.Write(_run.Folder["none.safetensors"], [("samples", ones(0, 1, 28, 28))]);
        SafetensorsFile.Write(_run.Folder["near.safetensors"], [("samples", 1.00001f * ones(JudgedRun.Count, 1, 28, 28))]);
        SafetensorsFile.Write(_run.Folder["rounded.safetensors"], [("samples", cat([1.0000001f * ones(JudgedRun.Count, 1, 14, 28), -1e-7f * ones(JudgedRun.Count, 1, 14, 28)], 2))]);
        var rounded = SampleSet.OfFile(_run.Folder["rounded.safetensors"], PresetExperiment.Of("digits")).Take(JudgedRun.Count).Single();
        Assert.Equal((0, 1), (rounded.min().item<float>(), rounded.max().item<float>()));
        foreach (var (file, what) in new[] { ("wide", "must lie in [0, 1]"), ("near", "its pixels lie from 1.00001 to 1.00001 and must lie in [0, 1]."), ("small", "must be float32 of [N, 1, 28, 28]"), ("none", "N from 1 up") })
        {
            var refused = Assert.Throws<GanError>(() => SampleSet.OfFile(_run.Folder[$"{file}.safetensors"], PresetExperiment.Of("digits")));
            Assert.Equal(ExitCode.Usage, refused.ExitCode);
            Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        }
        File.WriteAllText(_run.Folder["text.safetensors"], "no tensors");
        Assert.Throws<ModelFileException>(() => SampleSet.OfFile(_run.Folder["text.safetensors"], PresetExperiment.Of("digits")));
        Assert.Contains("--run: must be given, or --samples in its place", GanProgram.Run(["evaluate", "--count", "300"]).Error, StringComparison.Ordinal);
        // Eight steps make no digits: real ones are much nearer.
        Assert.True(report.GetProperty("samples").GetProperty("frechet_distance").GetDouble() > 10 * report.GetProperty("training_images").GetProperty("frechet_distance").GetDouble());
    }
}
