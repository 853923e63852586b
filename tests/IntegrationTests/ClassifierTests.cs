using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Gan.Host;
using Gan.Host.Data;
using Gan.Host.Models;
using Gan.Host.Telemetry;
using Gan.Host.Training;
using Gan.IntegrationTests.Support;
using Gan.Math.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Training of classifiers: the step against PyTorch's own, and the runs as a user meets them.</summary>
[Collection(TensorTests.Name)]
public class ClassifierTests
{
    private static Experiment Settings(params (string Key, string Value)[] changes) => PresetExperiment.Of("digits-natural", changes);

    private static Dictionary<string, Tensor> WeightsOf(ILearner learner) =>
        learner.Networks.Single().Weights().ToDictionary(weight => weight.Name, weight => weight.Value.detach().clone());

    [Theory]
    [InlineData("small-cnn")]
    [InlineData("madry-cnn")]
    [InlineData("trades-cnn")]
    public void A_step_is_that_of_cross_entropy_and_Adam(string architecture)
    {
        using var scope = NewDisposeScope();
        using var learner = Settings(("Classifier:Architecture", architecture), ("Classifier:Schedule", "constant")).Learner(total: 5, CPU);
        using var plain = Classifiers.Create(architecture);
        using (no_grad())
            foreach (var (name, parameter) in plain.named_parameters())
                parameter.copy_(WeightsOf(learner)[name]);
        var optimizer = optim.Adam(plain.parameters(), 1e-3);
        using var generator = new Generator(5);
        for (var step = 1; step <= 5; step++)
        {
            var images = rand([16, 1, 28, 28], generator: generator);
            var labels = randint(10, [16], dtype: ScalarType.Int64, generator: generator);
            var terms = learner.Play(step, () => new Batch(images, labels)).ToDictionary(term => term.Measure, term => term.Value);
            optimizer.zero_grad();
            var logits = plain.forward(images);
            var loss = nn.functional.cross_entropy(logits, labels);
            loss.backward();
            optimizer.step();
            Assert.Equal(loss.ToDouble(), terms[Measure.ClassifierLoss], 1e-4);
            Assert.Equal(logits.argmax(1).eq(labels).to(ScalarType.Float32).mean().ToDouble(), terms[Measure.BatchAccuracy], 1e-6);
        }
        // On average: where a gradient is all rounding, Adam's direction is too.
        foreach (var (name, parameter) in plain.named_parameters())
        {
            var difference = (parameter - WeightsOf(learner)[name]).abs();
            Assert.True(difference.mean().ToSingle() < 1e-5, $"{name} {difference.mean().ToSingle()}");
        }
    }

    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-natural", "--run", run, .. more];

    [Fact]
    public void The_preset_learns_its_digits_and_is_attacked_by_its_run()
    {
        using var folder = new TestFolder();
        var trained = GanProcess.Run(Train(folder["run"]));
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.DoesNotContain("samples:", trained.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder["run"], "plots", "losses.png")).Length > 1000);
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder["run"], "metrics.jsonl")).Last()).RootElement;
        Assert.InRange(last.GetProperty("accuracy_batch").GetDouble(), 0.95, 1);
        Assert.InRange(last.GetProperty("loss_classifier").GetDouble(), 0, 0.2);

        var attacked = GanProcess.Run("attack", "--run", folder["run"], "--norm", "linf", "--eps", "0.3", "--attack", "pgd", "--count", "200", "--device", "cpu", "--json", folder["attack.json"]);
        Assert.True(attacked.ExitCode == 0, attacked.Error);
        var attack = JsonDocument.Parse(File.ReadAllText(folder["attack.json"])).RootElement;
        Assert.InRange(attack.GetProperty("clean_accuracy").GetDouble(), 0.98, 1);
        Assert.InRange(attack.GetProperty("robust_accuracy").GetDouble(), 0, 0.2);

        var evaluated = GanProcess.Run("evaluate", "--run", folder["run"], "--count", "40", "--device", "cpu", "--json", folder["evaluation.json"]);
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
        Assert.Equal(0, GanProcess.Run("export", "--run", folder["run"], "--out", folder["weights.safetensors"]).ExitCode);
        var again = GanProcess.Run("attack", "--model", folder["weights.safetensors"], "--arch", "small-cnn", "--data", "digits", "--norm", "linf", "--eps", "0.3", "--attack", "pgd", "--count", "200", "--device", "cpu", "--json", folder["again.json"]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(attack.GetProperty("robust_mask").GetString(), JsonDocument.Parse(File.ReadAllText(folder["again.json"])).RootElement.GetProperty("robust_mask").GetString());
    }

    private static double RobustAccuracy(TestFolder folder, params string[] model)
    {
        var result = GanProcess.Run(["attack", .. model, "--norm", "linf", "--eps", "0.2", "--attack", "apgd-ce", "--count", "100", "--device", "cpu", "--json", folder["robust.json"]]);
        Assert.True(result.ExitCode == 0, result.Error);
        var report = JsonDocument.Parse(File.ReadAllText(folder["robust.json"])).RootElement;
        Assert.InRange(report.GetProperty("clean_accuracy").GetDouble(), 0.95, 1);
        return report.GetProperty("robust_accuracy").GetDouble();
    }

    [Fact]
    public void Adversarial_training_withstands_what_natural_training_does_not()
    {
        using var folder = new TestFolder();
        var trained = GanProcess.Run("train", "--preset", "digits-robust-smoke", "--run", folder["run"]);
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Contains("under attack 0.", trained.Output, StringComparison.Ordinal);
        var last = JsonDocument.Parse(File.ReadLines(Path.Combine(folder["run"], "metrics.jsonl")).Last()).RootElement;
        Assert.InRange(last.GetProperty("accuracy_adversarial").GetDouble(), 0.6, last.GetProperty("accuracy_batch").GetDouble());
        Assert.InRange(RobustAccuracy(folder, "--model", TrainedClassifier.Save(folder["natural.safetensors"]), "--arch", "small-cnn", "--data", "digits"), 0, 0.3);
        Assert.InRange(RobustAccuracy(folder, "--run", folder["run"]), 0.6, 1);
    }

    // A radius of 0 leaves the batch as it is: the same bits as natural training.
    [Fact]
    public void With_a_radius_of_0_robust_training_is_natural_training()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var images = rand([16, 1, 28, 28], generator: generator);
        var labels = randint(10, [16], dtype: ScalarType.Int64, generator: generator);
        Dictionary<string, Tensor> After(params (string, string)[] changes)
        {
            using var learner = Settings(changes).Learner(total: 3, CPU);
            for (var step = 1; step <= 3; step++)
                learner.Play(step, () => new Batch(images, labels));
            return WeightsOf(learner);
        }
        var natural = After();
        foreach (var (loss, weight) in new[] { ("adversarial", "0.5"), ("trades", "6"), ("logit-pairing", "0.5") })
            foreach (var (name, value) in After(("Robust:Loss", loss), ("Robust:Weight", weight), ("Robust:Eps", "0"), ("Robust:Steps", "2")))
                Assert.True((value - natural[name]).abs().mean().ToSingle() < 1e-6, $"{loss} {name}");
        Assert.False(After(("Robust:Loss", "adversarial"), ("Robust:Eps", "0.3"))["fc2.weight"].equal(natural["fc2.weight"]).all().ToBoolean());
    }

    [Theory]
    [InlineData("natural")]
    [InlineData("trades")]
    [InlineData("mart")]
    public void A_killed_run_goes_on_to_the_same_bytes(string loss)
    {
        using var folder = new TestFolder();
        string[] more = ["--steps", "80", "--set", "Checkpoint:Every=10", "--set", "Report:Every=1", "--set", $"Robust:Loss={loss}", "--set", "Robust:Steps=2", "--set", "Training:BatchSize=32", "--set", "Robust:RampUp=0.5"];
        Assert.Equal(0, GanProcess.Run(Train(folder["whole"], more)).ExitCode);
        using (var process = GanProcess.Start(Train(folder["killed"], more)))
        {
            process.WaitUntil(() => Directory.Exists(Path.Combine(folder["killed"], "checkpoints", "step-00000030")));
            process.Kill();
        }
        Assert.False(Directory.Exists(Path.Combine(folder["killed"], "checkpoints", "step-00000080")));
        Assert.Equal(0, GanProcess.Run(Train(folder["killed"], more)).ExitCode);
        static Dictionary<string, string> Hashes(string run) => Directory.EnumerateFiles(run, "*.safetensors", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(run, path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
        Assert.NotEmpty(Hashes(folder["whole"]));
        Assert.Equal(Hashes(folder["whole"]), Hashes(folder["killed"]));
        static string[] Reports(string run) => [.. File.ReadLines(Path.Combine(run, "metrics.jsonl")).Select(line => line[..line.IndexOf(",\"samples_per_second\"", StringComparison.Ordinal)])];
        Assert.Equal(Reports(folder["whole"]), Reports(folder["killed"]));
        Assert.Equal(80, Reports(folder["whole"]).Length);
    }

    [Fact]
    public void What_does_not_belong_to_the_task_is_refused()
    {
        using var folder = new TestFolder();
        void Refused(string part, params string[] arguments)
        {
            var result = GanProcess.Run(arguments);
            Assert.True(result.ExitCode == ExitCode.Usage, $"{result.ExitCode}: {result.Error}");
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        }
        Refused("Generator:LearningRate = 1: must be left out, as Training:Task = classifier does not use it.", Train(folder["a"], "--set", "Generator:LearningRate=1"));
        Refused("Classifier:Update = sgd: must be left out, as Training:Task = gan does not use it.", "train", "--preset", "digits-smoke", "--run", folder["a"], "--set", "Classifier:Update=sgd");
        Refused("Classifier:Architecture = resnet20: must be small-cnn", Train(folder["a"], "--set", "Classifier:Architecture=resnet20"));
        Refused("Robust:Weight = 2: must be at most 1 with Robust:Loss = adversarial", Train(folder["a"], "--set", "Robust:Loss=adversarial", "--set", "Robust:Weight=2"));
        Refused("Robust:Eps = 1.5: must be at most 1 with Robust:Norm = linf", Train(folder["a"], "--set", "Robust:Eps=1.5"));
        Refused("Data:Name = ring: must be a data set of images", Train(folder["a"], "--set", "Data:Name=ring"));
        Refused("Training:Task = other: must be one of gan, classifier", Train(folder["a"], "--set", "Training:Task=other"));
        using var environment = GanProcess.Start(Train(folder["a"]), [("GAN_Generator__LearningRate", "1")]);
        Assert.Contains("Generator:LearningRate = 1: must be left out", environment.WaitForEnd().Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["a"]));

        Assert.Equal(0, GanProcess.Run(Train(folder["run"], "--steps", "2")).ExitCode);
        Refused("it has no generator", "sample", "--run", folder["run"], "--out", folder["x.png"]);
        Refused("--network = generator: must be classifier", "export", "--run", folder["run"], "--out", folder["x.safetensors"], "--network", "generator");
        Refused("belongs to another experiment", "train", "--preset", "digits-smoke", "--run", folder["run"]);
        Refused("--model, --arch, --data: must be given, or --run in place of them", "attack", "--norm", "linf", "--eps", "0.1");
        Refused("--run: must be left out beside --model", "attack", "--run", folder["run"], "--arch", "small-cnn", "--norm", "linf", "--eps", "0.1");
        Assert.Equal(0, GanProcess.Run("train", "--preset", "digits-smoke", "--run", folder["gan"], "--steps", "2").ExitCode);
        Refused("it has no classifier", "attack", "--run", folder["gan"], "--norm", "linf", "--eps", "0.1");
        Refused("it has no classifier", "evaluate", "--run", folder["gan"]);
        Refused("--eps: must be given with --norm", "evaluate", "--run", folder["run"], "--norm", "l2");
        Assert.Equal(ExitCode.Unreadable, GanProcess.Run("evaluate", "--run", folder["nowhere"]).ExitCode);
    }

    [Fact]
    public void A_killed_evaluation_goes_on_and_another_checkpoint_s_is_refused()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProcess.Run(Train(folder["run"], "--steps", "60", "--set", "Checkpoint:Every=30", "--set", "Classifier:Schedule=constant")).ExitCode);
        string[] Evaluate(string name) => ["evaluate", "--run", folder["run"], "--count", "20", "--eps", "0.1", "--device", "cpu", "--json", folder[name + ".json"]];
        Assert.Equal(0, GanProcess.Run(Evaluate("whole")).ExitCode);
        void Interrupt()
        {
            using var process = GanProcess.Start(Evaluate("parts"));
            process.WaitUntil(() => process.HasExited || File.Exists(folder["parts.json.standard.state"]));
            process.Kill();
        }
        Interrupt();
        Assert.False(File.Exists(folder["parts.json"]));
        var result = GanProcess.Run(Evaluate("parts"));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Going on from", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder["whole.json"]), File.ReadAllText(folder["parts.json"]));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "*.state"));

        File.Delete(folder["parts.json"]);
        Interrupt();
        Directory.Delete(Path.Combine(folder["run"], "checkpoints", "step-00000060"), recursive: true);
        var refused = GanProcess.Run(Evaluate("parts"));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("another model", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_learning_rate_that_is_too_large_stops_the_run()
    {
        using var folder = new TestFolder();
        var result = GanProcess.Run(Train(folder["run"], "--set", "Classifier:Update=sgd", "--set", "Classifier:LearningRate=1e30"));
        Assert.Equal(ExitCode.Diverged, result.ExitCode);
        Assert.Contains("the classifier's", result.Error, StringComparison.Ordinal);
    }
}
