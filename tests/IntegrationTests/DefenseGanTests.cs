using System.Text.Json;
using Gan.Host;
using Gan.Host.Loop;
using Gan.Host.Robustness;
using Gan.IntegrationTests.Support;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>A classifier behind Defense-GAN: a baseline that does not defend.</summary>
public class DefenseGanTests
{
    private static string[] Gan(string run, string conditioning) => ["train", "--preset", "digits-smoke", "--run", run, "--steps", "60", "--set", "Report:Every=30", "--set", "Generator:LearningRate=5e-3", "--set", "Discriminator:LearningRate=1e-3",
        "--set", "Model:Architecture=dcgan28", "--set", "Model:Width=8", "--set", "Model:LatentSize=20", "--set", $"Model:Conditioning={conditioning}"];

    [Fact]
    public void Images_become_samples_that_are_nearer_with_more_steps_and_starts()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Gan(folder["gan"], "none"));
        using var scope = NewDisposeScope();
        var (model, _) = TrainedRun.Gan(folder["gan"]);
        using var made = model;
        // What one tensor of a file holds.
        model.Samples.RequireRoom(100_000, "--count = 100000");
        Assert.Contains("--count = 700000: must be fewer: a file holds at most 68", Assert.Throws<GanError>(() => model.Samples.RequireRoom(700_000, "--count = 700000")).Message, StringComparison.Ordinal);
        // Such as the generator makes itself: they can be found again.
        var images = new TorchTensor(model.Samples.Draw(9, 4));
        double Distance(int steps, int restarts)
        {
            using var defence = new DefenseGanDefence(folder["gan"], steps, [1, 28, 28], restarts, seed: 1, CancellationToken.None);
            return (defence.Apply(images).Value - images.Value).square().sum().item<float>();
        }
        var (before, after) = (Distance(1, 2), Distance(60, 2));
        Assert.True(after < 0.5 * before, $"{before} to {after}");
        Assert.True(Distance(5, 8) <= Distance(5, 1));
        Assert.Equal(Distance(5, 2), Distance(5, 2));
        // New starts each time: the defence is random.
        using var same = new DefenseGanDefence(folder["gan"], 2, [1, 28, 28], 1, seed: 1, CancellationToken.None);
        Assert.False(same.Apply(images).Value.equal(same.Apply(images).Value).all().item<bool>());
    }

    [Fact]
    public void Six_accuracies_are_printed_and_what_does_not_fit_is_refused()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Gan(folder["gan"], "none"));
        GanProgram.Done(Gan(folder["conditional"], "projection"));
        GanProgram.Done("train", "--preset", "digits-natural", "--run", folder["classifier"], "--steps", "60", "--set", "Classifier:Schedule=constant", "--set", "Data:Count=4000");
        string[] evaluate = ["evaluate", "--run", folder["classifier"], "--count", "12", "--device", "cpu", "--defense-steps", "4", "--defense-restarts", "2"];
        GanProgram.Done([.. evaluate, "--defense-gan", folder["gan"], "--json", folder["a.json"]]);
        var report = JsonDocument.Parse(File.ReadAllText(folder["a.json"])).RootElement;
        Assert.Equal(["clean", "clean, defended", "fgsm", "fgsm, defended", "bpda, defended", "worst, defended"], report.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()!));
        double[] accuracies = [.. report.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("accuracy").GetDouble())];
        Assert.All(accuracies, accuracy => Assert.InRange(accuracy, 0, 1));
        Assert.InRange(accuracies[0], 0.5, 1);
        Assert.All([1, 3, 4], i => Assert.True(accuracies[5] <= accuracies[i]));
        Assert.Contains("no defence", report.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.False(report.TryGetProperty("flags", out _));

        // Behind what changes nothing there is no defence: the attack through it is PGD, and no image of these withstands it.
        var (weights, data, step) = TrainedRun.Classifier(folder["classifier"]);
        var request = new EvaluationRequest("classifier", step, weights, data, new Budget("linf", 0.3), 24, 0, folder["b.json"]);
        using (var output = new StringWriter())
        {
            Assert.True(new DefenceCommand(request, points => points, 2, CPU, output, output).Run(folder["nowhere"], CancellationToken.None));
            Assert.False(new DefenceCommand(request, points => points, 2, CPU, output, output).Run(folder["nowhere"], new CancellationToken(canceled: true)));
            Assert.Contains("nothing was kept", output.ToString(), StringComparison.Ordinal);
        }
        double[] open = [.. JsonDocument.Parse(File.ReadAllText(folder["b.json"])).RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("accuracy").GetDouble())];
        Assert.Equal(open[0], open[1]);
        Assert.Equal(open[2], open[3]);
        Assert.InRange(open[0], 0.5, 1);
        Assert.InRange(open[4], 0, 0.1);
        Assert.True(open[4] <= open[2] && open[5] <= open[4]);

        void Refused(string part, params string[] arguments)
        {
            var result = GanProgram.Run(arguments);
            Assert.True(result.ExitCode == ExitCode.Usage, $"{result.ExitCode}: {result.Error}");
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        }
        Refused("whose samples have no classes", [.. evaluate, "--defense-gan", folder["conditional"]]);
        // Of a run, the data set that it says it was trained on counts.
        Directory.CreateDirectory(folder["other"]);
        File.WriteAllText(Path.Combine(folder["other"], "experiment.json"), File.ReadAllText(Path.Combine(folder["gan"], "experiment.json"))
            .Replace("\"Data:Name\": \"digits\"", "\"Data:Name\": \"fashion-mnist\"", StringComparison.Ordinal));
        Refused($"--defense-gan = {folder["other"]}: must be a run of digits, and this one was trained on fashion-mnist.", [.. evaluate, "--defense-gan", folder["other"]]);
        Refused("--defense-steps: must be left out without --defense-gan", evaluate);
        Refused("it has no generator of samples", [.. evaluate, "--defense-gan", folder["classifier"]]);
    }
}
