using System.Text.Json;
using Gan.Host;
using Gan.Host.Runs;
using Gan.IntegrationTests.Support;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary><c>gan attack</c> as a user meets it: on the embedded digits, with a classifier from a file.</summary>
public class AttackVerbTests
{
    private static string[] Attack(string model, params string[] more) =>
        ["attack", "--model", model, "--arch", "small-cnn", "--data", "digits", "--device", "cpu", .. more];

    private static JsonElement Report(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static string Mask(string path) => Report(path).GetProperty("robust_mask").GetString()!;

    [Theory]
    [InlineData("linf", "0.2", "standard")]
    [InlineData("l2", "3", "apgd-t")]
    [InlineData("l1", "40", "apgd-ce")]
    [InlineData("linf", "0.15", "rand")]
    public void What_is_reported_is_what_is_saved(string norm, string eps, string attack)
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        var (json, saved, picture, curve) = (folder["report.json"], folder["points.safetensors"], folder["picture.png"], folder["curve.png"]);
        var result = GanProgram.Run(Attack(model, "--norm", norm, "--eps", eps, "--attack", attack, "--count", "12", "--json", json, "--save", saved, "--picture", picture,
            "--precision", attack == "apgd-ce" ? "bfloat16" : "float32", attack == "apgd-ce" ? "--curve" : "--seed", attack == "apgd-ce" ? curve : "0"));
        Assert.Equal(attack == "apgd-ce", File.Exists(curve));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(new FileInfo(picture).Length > 1000);
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "*.state"));

        var report = Report(json);
        using var scope = NewDisposeScope();
        var tensors = SafetensorsFile.Read(saved);
        var (x, adversarial, y) = (tensors["x"], tensors["x_adv"], tensors["y"]);
        using var module = TrainedClassifier.Create();
        module.eval();
        var clean = module.forward(x).argmax(1).eq(y);
        var robust = module.forward(adversarial).argmax(1).eq(y);
        Assert.Equal(clean.to(ScalarType.Float64).mean().ToNumber(), report.GetProperty("clean_accuracy").GetDouble(), 12);
        Assert.Equal(robust.to(ScalarType.Float64).mean().ToNumber(), report.GetProperty("robust_accuracy").GetDouble(), 12);
        Assert.Equal(string.Concat(robust.data<bool>().ToArray().Select(right => right ? '1' : '0')), report.GetProperty("robust_mask").GetString());
        Assert.True(report.GetProperty("robust_accuracy").GetDouble() < report.GetProperty("clean_accuracy").GetDouble());

        var delta = (adversarial.to(ScalarType.Float64) - x.to(ScalarType.Float64)).flatten(1);
        var distance = (norm switch { "linf" => delta.abs().amax([1]), "l2" => delta.square().sum(1).sqrt(), _ => delta.abs().sum(1) }).max().ToNumber();
        Assert.Equal(distance, report.GetProperty("max_norm").GetDouble(), 12);
        Assert.True(distance <= double.Parse(eps, System.Globalization.CultureInfo.InvariantCulture) + 1e-6);
        Assert.True(adversarial.min().item<float>() >= 0 && adversarial.max().item<float>() <= 1);
        foreach (var (name, value) in new[] { ("norm", norm), ("device", "cpu"), ("precision", attack == "apgd-ce" ? "bfloat16" : "float32") })
            Assert.Equal(value, report.GetProperty(name).GetString());
        Assert.Equal(12, report.GetProperty("count").GetInt32());
        var accuracies = report.GetProperty("attacks").EnumerateArray().Select(stage => stage.GetProperty("robust_accuracy").GetDouble()).ToArray();
        Assert.Equal(accuracies.OrderDescending(), accuracies);
        Assert.Equal(report.GetProperty("robust_accuracy").GetDouble(), accuracies[^1]);
    }

    [Fact]
    public void A_curve_s_numbers_are_reported_and_drawn_beside_those_of_other_reports()
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        string[] Command(string name, params string[] more) => Attack(model, ["--norm", "linf", "--eps", "0.25", "--attack", "fgsm", "--count", "40", "--json", folder[$"{name}.json"], .. more]);
        GanProgram.Done(Command("one", "--curve", folder["one.png"]));
        var report = Report(folder["one.json"]);
        var curve = report.GetProperty("curve").EnumerateArray().Select(point => (Eps: point.GetProperty("eps").GetDouble(), Robust: point.GetProperty("robust_accuracy").GetDouble())).ToArray();
        Assert.Equal([0, 0.05, 0.1, 0.15, 0.2, 0.25], curve.Select(point => double.Round(point.Eps, 12)));
        Assert.Equal(report.GetProperty("clean_accuracy").GetDouble(), curve[0].Robust);
        Assert.Equal(report.GetProperty("robust_accuracy").GetDouble(), curve[^1].Robust);
        Assert.True(curve[0].Robust > curve[^1].Robust);
        GanProgram.Done(Command("two", "--seed", "1", "--curve", folder["two.png"], "--beside", folder["one.json"]));
        Assert.NotEqual(File.ReadAllBytes(folder["one.png"]), File.ReadAllBytes(folder["two.png"])); // FGSM draws nothing: but for the second curve it would be the same picture

        GanProgram.Done(Command("plain"));
        Assert.False(Report(folder["plain.json"]).TryGetProperty("curve", out _));
        void Refused(int code, string part, string[] arguments)
        {
            var result = GanProgram.Run(arguments);
            Assert.True(result.ExitCode == code, $"{result.ExitCode}: {result.Error}");
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        }
        Refused(ExitCode.Usage, "--beside: must be left out without --curve", Command("x", "--beside", folder["one.json"]));
        Refused(ExitCode.Unreadable, "it holds no curve", Command("x", "--curve", folder["x.png"], "--beside", folder["plain.json"]));
        Refused(ExitCode.Unreadable, "absent.json", Command("x", "--curve", folder["x.png"], "--beside", folder["absent.json"]));
        Refused(ExitCode.Unreadable, "as a report of gan attack", Command("x", "--curve", folder["x.png"], "--beside", model));
        Refused(ExitCode.Usage, "its curve is one of fgsm, linf, the first 40 test images of digits, and this one of fgsm, l2, the first 5", Attack(model, "--norm", "l2", "--eps", "1", "--attack", "fgsm", "--count", "5", "--curve", folder["x.png"], "--beside", folder["one.json"]));
        Assert.False(File.Exists(folder["x.png"]));
    }

    [Fact]
    public void A_radius_of_0_changes_nothing()
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        var result = GanProgram.Run(Attack(model, "--norm", "linf", "--eps", "0", "--attack", "pgd", "--count", "20", "--json", folder["r.json"], "--save", folder["r.safetensors"]));
        Assert.True(result.ExitCode == 0, result.Error);
        var tensors = SafetensorsFile.Read(folder["r.safetensors"]);
        Assert.True(tensors["x"].eq(tensors["x_adv"]).all().item<bool>());
        Assert.Equal(Report(folder["r.json"]).GetProperty("clean_accuracy").GetDouble(), Report(folder["r.json"]).GetProperty("robust_accuracy").GetDouble());
    }

    [Theory]
    [InlineData("8/255", 8.0 / 255)]
    [InlineData("1/10", 0.1)]
    [InlineData("-0", 0)]
    [InlineData("-0.0/3", 0)]
    public void A_radius_may_be_a_fraction_and_has_no_sign(string eps, double radius)
    {
        using var folder = new TestFolder();
        var result = GanProgram.Run(Attack(TrainedClassifier.Save(folder["model.safetensors"]), "--norm", "linf", "--eps", eps, "--attack", "fgsm", "--count", "4", "--json", folder["r.json"]));
        Assert.True(result.ExitCode == 0, result.Error);
        var written = Report(folder["r.json"]).GetProperty("eps");
        Assert.Equal(radius, written.GetDouble());
        Assert.DoesNotContain('-', written.GetRawText());
        Assert.Contains($"eps = {radius.ToString(System.Globalization.CultureInfo.InvariantCulture)},", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("-0", result.Output, StringComparison.Ordinal);
        if (radius == 0)
            Assert.Contains("largest perturbation 0\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fraction_among_the_settings_is_stored_as_a_decimal_number()
    {
        string Stored(params (string, string)[] changes) => Known.Experiments.Settings(PresetExperiment.Of("digits-robust-smoke", changes)).ToDictionary()["Robust:Eps"];
        Assert.Equal("0.03137254901960784", Stored(("Robust:Eps", "8/255")));
        Assert.Equal("0", Stored(("Robust:Eps", "-0")));
        Assert.All(["1/0", "8/", "/255", "8//255", "nan/1", "1/-2"], wrong => Assert.Throws<Xunit.Sdk.EmptyException>(() => Stored(("Robust:Eps", wrong))));
    }

    // Two batches at a time.
    private static readonly (string, string?)[] TwoThreads = [("OMP_NUM_THREADS", "2")];

    [Fact]
    public void A_killed_evaluation_goes_on_to_the_same_mask()
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        string[] Command(string name) => Attack(model, "--norm", "linf", "--eps", "0.08", "--count", "4", "--attack", "apgd-t", "--json", folder[name + ".json"], "--save", folder[name + ".safetensors"]);
        using (var whole = GanProcess.Start(Command("whole"), TwoThreads))
            Assert.Equal(0, whole.WaitForEnd().ExitCode);

        // Killed as soon as a new state is there, again and again, until it gets to its end.
        var state = folder["parts.json.state"];
        var kills = 0;
        for (; ; kills++)
        {
            var before = File.Exists(state) ? File.GetLastWriteTimeUtc(state) : DateTime.MinValue;
            using var process = GanProcess.Start(Command("parts"), TwoThreads);
            while (!process.HasExited && !(kills < 2 && File.Exists(state) && File.GetLastWriteTimeUtc(state) > before))
                Thread.Sleep(2);
            if (process.HasExited)
                break;
            process.Kill();
        }
        Assert.True(kills > 0);
        Assert.Equal(Mask(folder["whole.json"]), Mask(folder["parts.json"]));
        Assert.Equal(File.ReadAllBytes(folder["whole.safetensors"]), File.ReadAllBytes(folder["parts.safetensors"]));
    }

    [Fact]
    public void What_another_evaluation_left_is_not_taken_up()
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        string[] Command(string eps) => Attack(model, "--norm", "linf", "--eps", eps, "--count", "16", "--json", folder["r.json"]);
        using (var process = GanProcess.Start(Command("0.08")))
        {
            process.WaitUntil(() => File.Exists(folder["r.json.state"]));
            process.Kill();
        }
        var state = File.ReadAllBytes(folder["r.json.state"]);
        var result = GanProgram.Run(Command("0.09"));
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("r.json.state", result.Error, StringComparison.Ordinal);
        Assert.Equal(state, File.ReadAllBytes(folder["r.json.state"]));
        File.WriteAllBytes(folder["r.json.state"], state[..^10]);
        Assert.Equal(ExitCode.Unreadable, GanProgram.Run(Command("0.08")).ExitCode);
        Assert.False(File.Exists(folder["r.json"]));
    }

    [Theory]
    [InlineData("--eps = -0.1: must be a number from 0 up", "--norm", "linf", "--eps", "-0.1")]
    [InlineData("--eps = NaN: must be a number from 0 up", "--norm", "linf", "--eps", "NaN")]
    [InlineData("--eps = inf: must be a number from 0 up", "--norm", "linf", "--eps", "inf")]
    [InlineData("--eps = 1/0: must be a number from 0 up", "--norm", "linf", "--eps", "1/0")]
    [InlineData("--eps = 8/: must be a number from 0 up", "--norm", "linf", "--eps", "8/")]
    [InlineData("--eps = /255: must be a number from 0 up", "--norm", "linf", "--eps", "/255")]
    [InlineData("--eps = 8//255: must be a number from 0 up", "--norm", "linf", "--eps", "8//255")]
    [InlineData("--eps = nan/1: must be a number from 0 up", "--norm", "linf", "--eps", "nan/1")]
    [InlineData("--eps = -8/255: must be a number from 0 up", "--norm", "linf", "--eps", "-8/255")]
    [InlineData("--eps = 1e308/1e-308: must be a number from 0 up", "--norm", "linf", "--eps", "1e308/1e-308")]
    [InlineData("--eps = 1.5: must be at most 1, the largest distance", "--norm", "linf", "--eps", "1.5")]
    [InlineData("--eps = 29: must be at most 28, the largest distance", "--norm", "l2", "--eps", "29")]
    [InlineData("--eps = 800: must be at most 784, the largest distance", "--norm", "l1", "--eps", "800")]
    [InlineData("--norm = l3: must be linf, l2 or l1.", "--norm", "l3", "--eps", "0.1")]
    [InlineData("--attack = magic: must be one of standard, rand, fgsm", "--norm", "linf", "--eps", "0.1", "--attack", "magic")]
    [InlineData("--count = 0: must be a whole number from 1", "--norm", "linf", "--eps", "0.1", "--count", "0")]
    [InlineData("--seed = -1: must be a whole number from 0", "--norm", "linf", "--eps", "0.1", "--seed", "-1")]
    [InlineData("--save = x.npz: must be a file that ends in .safetensors", "--norm", "linf", "--eps", "0.1", "--save", "x.npz")]
    public void Wrong_arguments_are_refused(string sentence, params string[] more)
    {
        using var folder = new TestFolder();
        var result = GanProgram.Run(Attack(TrainedClassifier.Save(folder["model.safetensors"]), more));
        Assert.True(result.ExitCode == ExitCode.Usage, $"{result.ExitCode}: {result.Error}");
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_never_takes_the_place_of_the_model_or_of_another_result()
    {
        using var folder = new TestFolder();
        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        var before = File.ReadAllBytes(model);
        foreach (var more in new[] { new[] { "--save", model }, ["--picture", folder["x.png"], "--curve", folder["x.png"]] })
        {
            var result = GanProgram.Run(Attack(model, ["--norm", "linf", "--eps", "0.1", .. more]));
            Assert.Equal(ExitCode.Usage, result.ExitCode);
            Assert.Contains("must be different files", result.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before, File.ReadAllBytes(model));
    }

    [Fact]
    public void The_first_weights_that_do_not_fit_are_named_and_other_files_are_kept()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var module = ClassifierArchitectures.Named("madry-cnn").Create(10);
        SafetensorsFile.Write(folder["madry.safetensors"], [.. module.named_parameters().Where(entry => entry.name != "fc2.bias").Select(entry => (entry.name, (Tensor)entry.parameter)), ("extra", ones(1))]);
        File.WriteAllText(folder["r.json"], "mine");
        string[] arguments = ["--norm", "linf", "--eps", "0.1", "--json", folder["r.json"]];
        var result = GanProgram.Run(Attack(folder["madry.safetensors"], arguments));
        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        foreach (var part in new[] { "fit the network: fc2.bias is missing; extra is not expected; conv1.weight has shape [32, 1, 5, 5] instead of [16, 1, 5, 5]", "; and 4 more." })
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unreadable, GanProgram.Run(Attack(folder["nowhere.safetensors"], arguments)).ExitCode);
        File.WriteAllText(folder["text.safetensors"], "no weights");
        Assert.Equal(ExitCode.Unreadable, GanProgram.Run(Attack(folder["text.safetensors"], arguments)).ExitCode);
        Assert.Equal("mine", File.ReadAllText(folder["r.json"]));
    }

    [Fact]
    public void Images_of_another_size_and_results_that_cannot_be_written_are_refused()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var net = ClassifierArchitectures.Named("resnet20").Create(10);
        SafetensorsFile.Write(folder["net.safetensors"], [.. net.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)), .. net.named_buffers().Select(entry => (entry.name, entry.buffer))]);
        var result = GanProgram.Run("attack", "--model", folder["net.safetensors"], "--arch", "resnet20", "--data", "digits", "--norm", "linf", "--eps", "0.1", "--count", "4");
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("holds images of [1, 28, 28]; resnet20 takes [3, 32, 32]", result.Error, StringComparison.Ordinal);

        var model = TrainedClassifier.Save(folder["model.safetensors"]);
        File.WriteAllText(folder["file"], "");
        var unwritable = GanProgram.Run(Attack(model, "--norm", "linf", "--eps", "0.1", "--attack", "fgsm", "--count", "4", "--json", Path.Combine(folder["file"], "r.json")));
        Assert.Equal(ExitCode.Unreadable, unwritable.ExitCode);
        Assert.Contains("Cannot write", unwritable.Error, StringComparison.Ordinal);
    }
}
