using System.Globalization;
using System.Text.Json;
using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Runs of classifiers as a user meets them.</summary>
public class ClassifierTests
{
    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-natural", "--run", run, .. more];

    [Fact]
    public void The_preset_learns_its_digits_and_is_attacked_by_its_run()
    {
        using var folder = new TestFolder();
        var trained = GanProgram.Run(Train(folder["run"]));
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.DoesNotContain("samples:", trained.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder["run"], "plots", "losses.png")).Length > 1000);
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder["run"], "metrics.jsonl")).Last()).RootElement;
        Assert.InRange(last.GetProperty("accuracy_batch").GetDouble(), 0.95, 1);
        Assert.InRange(last.GetProperty("loss_classifier").GetDouble(), 0, 0.2);

        var attacked = GanProgram.Run("attack", "--run", folder["run"], "--norm", "linf", "--eps", "0.3", "--attack", "pgd", "--count", "200", "--device", "cpu", "--json", folder["attack.json"]);
        Assert.True(attacked.ExitCode == 0, attacked.Error);
        var attack = JsonDocument.Parse(File.ReadAllText(folder["attack.json"])).RootElement;
        Assert.InRange(attack.GetProperty("clean_accuracy").GetDouble(), 0.98, 1);
        Assert.InRange(attack.GetProperty("robust_accuracy").GetDouble(), 0, 0.2);

        var evaluated = GanProgram.Run("evaluate", "--run", folder["run"], "--count", "40", "--device", "cpu", "--json", folder["evaluation.json"]);
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
        var evaluation = JsonDocument.Parse(File.ReadAllText(folder["evaluation.json"])).RootElement;
        var rows = evaluation.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["clean", "fgsm", "pgd", "standard"], rows.Select(row => row.GetProperty("name").GetString()));
        Assert.Equal(rows.Select(row => row.GetProperty("accuracy").GetDouble()).OrderDescending(), rows.Select(row => row.GetProperty("accuracy").GetDouble()));
        Assert.All(rows, row =>
        {
            var correct = row.GetProperty("correct").GetInt32();
            Assert.Equal(correct / 40.0, row.GetProperty("accuracy").GetDouble(), 12);
            Assert.InRange(correct / 40.0, row.GetProperty("low").GetDouble(), row.GetProperty("high").GetDouble());
            Assert.Matches(string.Create(CultureInfo.InvariantCulture, $@"(?m)^ +{row.GetProperty("name").GetString()} +{correct} +{100 * correct / 40.0:0.00} %"), evaluated.Output);
        });
        Assert.Equal(312, evaluation.GetProperty("step").GetInt32());
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "*.state"));

        // The exported weights are those that were attacked.
        Assert.Equal(0, GanProgram.Run("export", "--run", folder["run"], "--out", folder["weights.safetensors"]).ExitCode);
        var again = GanProgram.Run("attack", "--model", folder["weights.safetensors"], "--arch", "small-cnn", "--data", "digits", "--norm", "linf", "--eps", "0.3", "--attack", "pgd", "--count", "200", "--device", "cpu", "--json", folder["again.json"]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(attack.GetProperty("robust_mask").GetString(), JsonDocument.Parse(File.ReadAllText(folder["again.json"])).RootElement.GetProperty("robust_mask").GetString());
    }

    private static double RobustAccuracy(TestFolder folder, params string[] model)
    {
        var result = GanProgram.Run(["attack", .. model, "--norm", "linf", "--eps", "0.2", "--attack", "apgd-ce", "--count", "60", "--device", "cpu", "--json", folder["robust.json"]]);
        Assert.True(result.ExitCode == 0, result.Error);
        var report = JsonDocument.Parse(File.ReadAllText(folder["robust.json"])).RootElement;
        Assert.InRange(report.GetProperty("clean_accuracy").GetDouble(), 0.95, 1);
        return report.GetProperty("robust_accuracy").GetDouble();
    }

    [Fact]
    public void Adversarial_training_withstands_what_natural_training_does_not()
    {
        using var folder = new TestFolder();
        var trained = GanProgram.Run("train", "--preset", "digits-robust-smoke", "--run", folder["run"]);
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Contains("under attack 0.", trained.Output, StringComparison.Ordinal);
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder["run"], "metrics.jsonl")).Last()).RootElement;
        Assert.InRange(last.GetProperty("accuracy_adversarial").GetDouble(), 0.6, 1);
        Assert.False(last.TryGetProperty("accuracy_batch", out _)); // the loss looks at adversarial points alone
        GanProgram.Done(Train(folder["natural"], "--steps", "150"));
        Assert.InRange(RobustAccuracy(folder, "--run", folder["natural"]), 0, 0.3);
        Assert.InRange(RobustAccuracy(folder, "--run", folder["run"]), 0.6, 1);
    }

    private static string[] Validated(string run, params string[] more) =>
        Train(run, ["--set", "Data:Count=1000", "--set", "Checkpoint:Every=5", "--set", "Validation:Count=200", "--set", "Validation:Every=5", "--set", "Training:BatchSize=32", .. more]);

    [Fact]
    public void The_best_validated_state_is_what_a_run_gives_away()
    {
        using var folder = new TestFolder();
        var trained = GanProgram.Run(Validated(folder["run"], "--steps", "40", "--set", "Classifier:AverageHalfLife=200", "--set", "Robust:Loss=adversarial", "--set", "Robust:Eps=0.1", "--set", "Robust:Steps=2", "--set", "Validation:Steps=5", "--set", "Validation:Fall=1", "--set", "Checkpoint:Keep=10"));
        Assert.True(trained.ExitCode == 0, trained.Error);
        var validations = File.ReadLines(Path.Combine(folder["run"], "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(report => report.TryGetProperty("accuracy_validation", out _)).ToArray();
        Assert.Equal([5, 10, 15, 20, 25, 30, 35, 40], validations.Select(report => report.GetProperty("step").GetInt32()));
        var accuracies = validations.Select(report => report.GetProperty("accuracy_validation_attacked").GetDouble()).ToArray();
        var best = Array.IndexOf(accuracies, accuracies.Max());
        using var scope = NewDisposeScope();
        var record = SafetensorsFile.Read(Path.Combine(folder["run"], "checkpoints", "step-00000040", "validation.safetensors"));
        Assert.Equal(accuracies[best], record["score"].ToNumber());
        Assert.Equal(5 * (best + 1), record["step"].item<long>());

        // The best weights are the averaged ones of the step that is recorded.
        Dictionary<string, Tensor> At(long step, string file) => SafetensorsFile.Read(Path.Combine(folder["run"], "checkpoints", $"step-{step:D8}", file));
        bool Same(Dictionary<string, Tensor> one, Dictionary<string, Tensor> other) => one.All(entry => entry.Value.bytes.SequenceEqual(other[entry.Key].bytes));
        var chosen = At(40, "best.safetensors");
        Assert.True(Same(chosen, At(5 * (best + 1), "classifier-average.safetensors")));
        Assert.False(Same(chosen, At(40, "classifier.safetensors")));

        Dictionary<string, Tensor> Export(string name, string step, params string[] more)
        {
            var result = GanProgram.Run(["export", "--run", folder["run"], "--out", folder[$"{name}.safetensors"], .. more]);
            Assert.Contains(step, result.Output, StringComparison.Ordinal);
            return SafetensorsFile.Read(folder[$"{name}.safetensors"]);
        }
        Assert.True(Same(chosen, Export("main", $"best of step {5 * (best + 1)}:")));
        Assert.True(Same(At(40, "classifier-average.safetensors"), Export("average", "average of step 40:", "--network", "average")));
        Assert.True(Same(At(40, "classifier.safetensors"), Export("last", "classifier of step 40:", "--network", "classifier")));
    }

    // Nothing is chosen before the first validation.
    [Fact]
    public void A_run_that_was_not_validated_yet_gives_its_last_weights()
    {
        using var folder = new TestFolder();
        using (var process = GanProcess.Start(Validated(folder["run"], "--steps", "2000", "--set", "Validation:Every=2000")))
        {
            process.WaitUntil(() => Directory.Exists(Path.Combine(folder["run"], "checkpoints", "step-00000010")));
            process.Kill();
        }
        Assert.StartsWith("classifier of step", GanProgram.Run("export", "--run", folder["run"], "--out", folder["x.safetensors"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("natural", "accuracy_validation", "images fell")]
    [InlineData("adversarial", "accuracy_validation_attacked", "images under attack fell")]
    public void A_collapse_on_held_out_images_stops_the_run_and_leaves_the_best_state(string loss, string measure, string says)
    {
        using var folder = new TestFolder();
        string[] arguments = Validated(folder["run"], ["--steps", "400", "--set", "Validation:Fall=1e-9", "--set", "Classifier:Schedule=constant", "--set", $"Robust:Loss={loss}",
            .. loss == "natural" ? [] : new[] { "--set", "Robust:Eps=0.1", "--set", "Robust:Steps=1", "--set", "Validation:Steps=3" }]);
        var result = GanProgram.Run(arguments);
        Assert.True(result.ExitCode == ExitCode.Diverged, result.Error);
        var accuracies = File.ReadLines(Path.Combine(folder["run"], "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(report => report.TryGetProperty(measure, out _)).Select(report => report.GetProperty(measure).GetDouble()).ToArray();
        Assert.True(accuracies.Length >= 2);
        Assert.True(accuracies[^1] < accuracies[..^1].Max());
        Assert.Contains($"Step {5 * accuracies.Length}: the accuracy on held-out {says} to", result.Error, StringComparison.Ordinal);
        Assert.Equal($"step-{5 * (accuracies.Length - 1):D8}", Directory.EnumerateDirectories(Path.Combine(folder["run"], "checkpoints")).Select(Path.GetFileName).Max());
        using var scope = NewDisposeScope();
        var record = SafetensorsFile.Read(Path.Combine(folder["run"], "checkpoints", $"step-{5 * (accuracies.Length - 1):D8}", "validation.safetensors"));
        Assert.Equal(accuracies[..^1].Max(), record["score"].ToNumber());
        // It is no accident of the moment: the same run stops there again.
        Assert.Equal(ExitCode.Diverged, GanProgram.Run(arguments).ExitCode);
    }

    // One step that hardly moves anything is withstood by a classifier that withstands nothing else.
    [Fact]
    public void Who_withstands_the_one_step_of_the_training_alone_is_stopped()
    {
        using var folder = new TestFolder();
        string[] Arguments(string run, string fall) => Validated(folder[run], "--steps", "60", "--set", "Classifier:Schedule=constant", "--set", "Robust:Loss=adversarial", "--set", "Robust:Eps=0.3",
            "--set", "Robust:Steps=1", "--set", "Robust:StepSize=0.01", "--set", "Robust:Start=clean", "--set", "Validation:Steps=3", "--set", $"Validation:Fall={fall}");
        var stopped = GanProgram.Run(Arguments("a", "0.9"));
        Assert.True(stopped.ExitCode == ExitCode.Diverged, stopped.Error);
        Assert.Matches("Step [0-9]+: [5-9][0-9.]+ ?% of the held-out images withstand the one step of the attack in the loop, and [0-9.]+ ?% several", stopped.Error);
        GanProgram.Done(Arguments("b", "1"));
    }

    [Fact]
    public void What_does_not_belong_to_the_task_is_refused()
    {
        using var folder = new TestFolder();
        void Refused(string part, params string[] arguments)
        {
            var result = GanProgram.Run(arguments);
            Assert.True(result.ExitCode == ExitCode.Usage, $"{result.ExitCode}: {result.Error}");
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        }
        Refused("Generator:LearningRate = 1: must be left out: with the other settings it would change nothing.", Train(folder["a"], "--set", "Generator:LearningRate=1"));
        Refused("Classifier:Update = sgd: must be left out", "train", "--preset", "digits-smoke", "--run", folder["a"], "--set", "Classifier:Update=sgd");
        Refused("Classifier:Architecture = resnet20: must be small-cnn", Train(folder["a"], "--set", "Classifier:Architecture=resnet20"));
        Refused("Robust:Weight = 2: must be at most 1 with Robust:Loss = adversarial", Train(folder["a"], "--set", "Robust:Loss=adversarial", "--set", "Robust:Weight=2"));
        Refused("Robust:Eps = 1.5: must be at most 1 with Robust:Norm = linf", Train(folder["a"], "--set", "Robust:Loss=adversarial", "--set", "Robust:Eps=1.5"));
        Refused("Robust:Eps = 0.1: must be left out", Train(folder["a"], "--set", "Robust:Eps=0.1"));
        Refused("Validation:Every = 100: must be left out", Train(folder["a"], "--set", "Validation:Every=100"));
        Refused("Attacker:Width = 32: must be left out", Train(folder["a"], "--set", "Attacker:Width=32"));
        Refused("Data:Name = ring: must be a data set of images", Train(folder["a"], "--set", "Data:Name=ring"));
        Refused("Training:Task = other: must be one of gan, classifier", Train(folder["a"], "--set", "Training:Task=other"));
        using var environment = GanProcess.Start(Train(folder["a"]), [("GAN_Generator__LearningRate", "1")]);
        Assert.Contains("Generator:LearningRate = 1: must be left out", environment.WaitForEnd().Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["a"]));

        Assert.Equal(0, GanProgram.Run(Train(folder["run"], "--steps", "2")).ExitCode);
        Refused("it has no generator", "sample", "--run", folder["run"], "--out", folder["x.png"]);
        Refused("--network = generator: must be classifier", "export", "--run", folder["run"], "--out", folder["x.safetensors"], "--network", "generator");
        Refused("belongs to another experiment", "train", "--preset", "digits-smoke", "--run", folder["run"]);
        Refused("--model, --arch, --data: must be given, or --run in place of them", "attack", "--norm", "linf", "--eps", "0.1");
        Refused("--run: must be left out beside --model", "attack", "--run", folder["run"], "--arch", "small-cnn", "--norm", "linf", "--eps", "0.1");
        Assert.Equal(0, GanProgram.Run("train", "--preset", "digits-smoke", "--run", folder["gan"], "--steps", "2").ExitCode);
        Refused("it has no classifier", "attack", "--run", folder["gan"], "--norm", "linf", "--eps", "0.1");
        Refused("--features: must be left out", "evaluate", "--run", folder["run"], "--features", folder["gan"]);
        Refused("--eps: must be given with --norm", "evaluate", "--run", folder["run"], "--norm", "l2");
        Assert.Equal(ExitCode.Unreadable, GanProgram.Run("evaluate", "--run", folder["nowhere"]).ExitCode);
    }

    [Fact]
    public void A_learning_rate_that_is_too_large_stops_the_run()
    {
        using var folder = new TestFolder();
        var result = GanProgram.Run(Train(folder["run"], "--set", "Classifier:Update=sgd", "--set", "Classifier:LearningRate=1e30"));
        Assert.Equal(ExitCode.Diverged, result.ExitCode);
        Assert.Contains("the classifier's", result.Error, StringComparison.Ordinal);
    }
}
