using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch.ModelFiles;

namespace Gan.IntegrationTests;

/// <summary>The verbs of the real program where everything is right.</summary>
public class VerbTests
{
    [Fact]
    public void Doctor_describes_the_machine_and_runs_a_tensor_operation()
    {
        var result = GanProgram.Run("doctor");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        foreach (var part in new[] { "runtime", "libtorch", "mend", "CUDA", "threads", "AVX2", "AVX-512", "BF16", "data folder", "a matrix product ran" })
            Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_are_listed_and_each_is_a_valid_run()
    {
        var result = GanProgram.Run("presets");
        foreach (var name in new[] { "digits", "digits-robust-smoke", "mnist-fast", "ring" })
        {
            Assert.Matches($"(?m)^{name}  +[A-Z]", result.Output);
            // A wrong setting of the preset would be listed beside the wrong one given here.
            var error = GanProgram.Run("train", "--preset", name, "--set", "Training:Seed=x").Error.Trim();
            Assert.StartsWith("Training:Seed = x", error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n'));
        }
    }

    [Fact]
    public void A_preset_shows_the_formulas_and_settings_that_it_trains_with()
    {
        var result = GanProgram.Run("presets", "--show", "mnist");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        foreach (var line in new[]
        {
            "J_D = softplus(-C(x)) + softplus(C(G(z)))", "J_G = softplus(-C(G(z)))", "generator: m' = 0.5 m + (1 - 0.5) g",
            "discriminator: d = (1 / (1 - 0.5ᵗ)) m' / (√((1 / (1 - 0.999ᵗ)) v') + 1E-08)", "generator: η = 0.0002", "Training:BatchSize = 128",
        })
            Assert.Contains(line, result.Output.Split('\n').Select(text => text.Trim()));

        // Both halves of a game against a learned attacker.
        var game = GanProgram.Run("presets", "--show", "mnist-gat").Output.Split('\n').Select(text => text.Trim()).ToArray();
        Assert.Contains("J_A = -(logΣexp(z') - Σₚ(y z'))", game);
        Assert.Contains("attacker: η = 0.001", game);
        Assert.Contains("classifier: η = 0.003 (cyclic)", game);
        var distilled = Gan.Experiments.Experiments.Formulas(PresetExperiment.Of("mnist-advgan", ("AdvGan:Access", "distilled")));
        Assert.Contains("J_S = logΣexp(s) - Σₚ(exp(z - logΣexp(z)) s)", distilled);
        Assert.Contains("student: η = 0.001", distilled);

        var wrong = GanProgram.Run("presets", "--show", "nothing");
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        Assert.Contains("digits-smoke", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trained_run_samples_and_exports()
    {
        using var folder = new TestFolder();
        var trained = GanProgram.Run("train", "--preset", "digits-smoke", "--run", folder["run"], "--steps", "5");
        Assert.Equal(0, trained.ExitCode);
        foreach (var part in new[] { "samples", "losses.png", "checkpoints" })
            Assert.Contains(Path.Combine(folder["run"]), trained.Output.Split('\n').Single(line => line.Contains(part + (part == "samples" ? ":" : ""), StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["run"], "plots", "losses.png")));

        Assert.Equal(0, GanProgram.Run("sample", "--run", folder["run"], "--out", folder["grid.png"], "--count", "9").ExitCode);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder["grid.png"])[..4]);
        foreach (var (output, seed) in new[] { ("a", "1"), ("b", "1"), ("c", "2") })
            Assert.Equal(0, GanProgram.Run("sample", "--run", folder["run"], "--out", folder[output + ".safetensors"], "--count", "10", "--seed", seed).ExitCode);
        Assert.Equal(File.ReadAllBytes(folder["a.safetensors"]), File.ReadAllBytes(folder["b.safetensors"]));
        Assert.NotEqual(File.ReadAllBytes(folder["a.safetensors"]), File.ReadAllBytes(folder["c.safetensors"]));
        using var samples = SafetensorsFile.Read(folder["a.safetensors"])["samples"];
        Assert.Equal([10, 1, 28, 28], samples.shape);

        Assert.Equal(0, GanProgram.Run("export", "--run", folder["run"], "--out", folder["g.safetensors"]).ExitCode);
        var weights = SafetensorsFile.Read(folder["g.safetensors"]);
        Assert.Equal([256, 100], weights["fc1.weight"].shape);
        Assert.Equal([1024], weights["bn3.running_var"].shape);
        Assert.Equal([784], weights["fc4.bias"].shape);
        Assert.Equal(0, GanProgram.Run("export", "--run", folder["run"], "--out", folder["d.safetensors"], "--network", "discriminator").ExitCode);
        Assert.Equal([128, 64, 4, 4], SafetensorsFile.Read(folder["d.safetensors"])["conv2.weight"].shape);
    }

    [Fact]
    public void Help_and_version_succeed()
    {
        Assert.Contains("train", GanProgram.Run("--help").Output, StringComparison.Ordinal);
        Assert.Equal(0, GanProgram.Run("--version").ExitCode);
        Assert.Contains("--preset", GanProgram.Run("train", "--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_compared_by_what_they_reported_and_by_the_settings_that_differ()
    {
        using var folder = new TestFolder();
        foreach (var (run, loss) in new[] { ("a", "hinge"), ("b", "wasserstein") })
            GanProgram.Done("train", "--preset", "digits-smoke", "--run", folder[run], "--steps", "3", "--set", $"Training:Loss={loss}", "--set", "Report:Every=1");
        var result = GanProgram.Run("compare", folder["a"], folder["b"], "--plot", folder["both.png"]);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Matches("^ +.+a  .+b$", lines[0]);
        Assert.Matches("^step +3 +3$", lines[1]);
        var reported = new[] { "a", "b" }.Select(run => JsonDocument.Parse(File.ReadLines(Path.Combine(folder[run], "metrics.jsonl")).Last()).RootElement.GetProperty("loss_generator").GetDouble());
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SequenceEqual(["loss_generator", .. reported.Select(loss => loss.ToString("0.0000", CultureInfo.InvariantCulture))]));
        // Nothing else was set differently.
        Assert.Matches("^Training:Loss +hinge +wasserstein$", Assert.Single(lines, line => line.Contains(':', StringComparison.Ordinal) && !line.StartsWith(' ')));
        Assert.Equal(PngSignature, File.ReadAllBytes(folder["both.png"])[..4]);
        // What the last report does not have was reported before.
        var metrics = Path.Combine(folder["b"], "metrics.jsonl");
        var reports = File.ReadAllLines(metrics);
        File.WriteAllLines(metrics, [reports[0], reports[1].Replace("\"loss_generator\"", "\"frechet_distance\":1.5,\"loss_generator\"", StringComparison.Ordinal), reports[2]]);
        Assert.Contains(GanProgram.Run("compare", folder["a"], folder["b"]).Output.Split('\n'), line => Regex.IsMatch(line, @"^frechet_distance +- +1\.5000 \(step 2\)$"));
        Assert.Contains("two run directories at least", GanProgram.Run("compare", folder["a"]).Error, StringComparison.Ordinal);
    }

    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47];
}
