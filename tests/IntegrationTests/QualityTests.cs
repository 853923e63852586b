using System.Runtime.InteropServices;
using System.Text.Json;
using Gan.Host;
using Gan.Host.Runs;
using Gan.IntegrationTests.Support;
using Gan.Torch.Evaluation;

namespace Gan.IntegrationTests;

/// <summary>How good a GAN's samples are, and runs that keep the best or stop at the worst, as a user meets them.</summary>
public sealed class QualityTests : IDisposable
{
    private readonly JudgedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void The_program_trains_its_own_features_once_and_says_which()
    {
        using var run = new JudgedRun();
        run.Train("--set", "Model:Architecture=dcgan28", "--set", "Model:Width=8", "--set", "Model:Conditioning=concatenation", "--set", "Sample:Truncation=0.9");
        var (first, report) = run.EvaluateWithOwnFeatures();
        Assert.Contains("training digits-natural once, for its features: step", first.Error, StringComparison.Ordinal);
        Assert.Contains("last hidden layer of small-cnn, preset digits-natural, sha256 ", first.Output, StringComparison.Ordinal);
        Assert.Contains("300 samples of seed 0, truncation 0.9, and", first.Output, StringComparison.Ordinal);
        Assert.Equal(0.9, report.GetProperty("truncation").GetDouble());
        Assert.Contains("features of samples: 300 of 300", first.Error, StringComparison.Ordinal);
        Assert.Equal(128, report.GetProperty("features").GetInt32());
        var classes = report.GetProperty("classes");
        Assert.Equal(JudgedRun.Count, classes.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32()));
        Assert.True(classes.TryGetProperty("asked", out _));
        // The classifier knows real digits: ten answers, with certainty.
        Assert.InRange(report.GetProperty("training_images").GetProperty("inception_score").GetDouble(), 8, 10);
        var (second, again) = run.EvaluateWithOwnFeatures();
        Assert.DoesNotContain("training digits-natural", second.Error, StringComparison.Ordinal);
        Assert.Equal(report.GetRawText(), again.GetRawText());
        // Where another process has them open, this one waits until it has not.
        using (var held = RunDirectory.OpenForWriting(Directory.EnumerateDirectories(run.Folder["cache/gan-hybrid/features"]).Single()))
        using (var waiting = run.StartWithOwnFeatures("evaluate", "--run", run.Run, "--count", $"{JudgedRun.Count}", "--json", run.Folder["waited.json"]))
        {
            Thread.Sleep(3000);
            Assert.False(waiting.HasExited);
            held.Dispose();
            var waited = waiting.WaitForEnd();
            Assert.Contains("waiting for another process that trains digits-natural", waited.Error, StringComparison.Ordinal);
            Assert.Equal(report.GetRawText(), JsonDocument.Parse(File.ReadAllBytes(run.Folder["waited.json"])).RootElement.GetRawText());
        }
    }

    // Sample n is asked to be of class n mod 10: of 0 to 9 and three times 1, at 10, 11 and 12, the one at 11 is right too.
    [Fact]
    public void Samples_are_counted_by_class_and_by_the_class_that_was_asked_for()
    {
        int[] classes = [.. Enumerable.Range(0, 10), 1, 1, 1];
        var counts = ClassCounts.Of(classes, of: 10, asked: true);
        Assert.Equal([1, 4, 1, 1, 1, 1, 1, 1, 1, 1], counts.Counts);
        Assert.Equal(11, counts.Asked!.Correct);
        Assert.Equal(9 * 0.3 * 0.3 / 1.3 + 2.7 * 2.7 / 1.3, counts.ChiSquared, 12);
        Assert.Null(ClassCounts.Of(classes, of: 10, asked: false).Asked);
    }

    // Adam's first steps are as long as the learning rate, whatever the gradient: here more than 2 % of the weights, in the
    // first steps, on every machine. (Which sign comes first in a long run does depend on the machine: Adam's course is chaotic.)
    [Theory]
    [InlineData("ring", "0.02", "512")]
    [InlineData("digits", "0.005", "16")]
    public void A_run_whose_updates_are_too_long_stops_and_says_so(string preset, string rate, string batch)
    {
        var result = GanProgram.Run("train", "--preset", preset, "--run", _run.Run, "--steps", "500", "--set", $"Training:BatchSize={batch}",
            "--set", $"Generator:LearningRate={rate}", "--set", $"Discriminator:LearningRate={rate}", "--set", "Training:CollapseSteps=10");
        Assert.Equal((int)ExitCode.Diverged, result.ExitCode);
        Assert.Contains("each update changes a player's weights by a large part of their size", result.Error, StringComparison.Ordinal);
        Assert.Contains("lower the learning rates", result.Error, StringComparison.Ordinal);
        Assert.Contains("Step 10: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"step\":10,", File.ReadLines(Path.Combine(_run.Run, "metrics.jsonl")).Last(), StringComparison.Ordinal);
    }

    // What was seen before a stop counts afterwards.
    [Fact]
    public void A_run_that_continues_stops_where_it_would_have_stopped()
    {
        // Adam's first steps are too long at once, on every machine: seen at steps 10, 20 and 30, a sign counts at 30.
        string[] ill = ["--preset", "ring", "--set", "Generator:LearningRate=0.02", "--set", "Discriminator:LearningRate=0.02",
            "--set", "Training:CollapseSteps=30"];
        var whole = GanProgram.Run(["train", "--run", _run.Run, "--steps", "500", .. ill]);
        Assert.Contains("Step 30: ", whole.Error, StringComparison.Ordinal);
        Assert.Equal(0, GanProgram.Run(["train", "--run", _run.Folder["parts"], "--steps", "20", .. ill]).ExitCode);
        var rest = GanProgram.Run(["train", "--run", _run.Folder["parts"], "--steps", "500", .. ill]);
        Assert.Equal(whole.Error, rest.Error);
        Assert.Equal((int)ExitCode.Diverged, rest.ExitCode);
    }

    // Five updates of a step move a player as far as one of five times the length, and are not as long.
    [Fact]
    public void Updates_are_watched_one_by_one_and_a_stopped_game_may_go_on_unwatched()
    {
        using var folder = new TestFolder();
        string[] Arguments(string run, int updates, string rate, int watched) => ["train", "--preset", "ring", "--run", folder[run], "--steps", "10", "--set", $"Training:DiscriminatorSteps={updates}",
            "--set", $"Discriminator:LearningRate={rate}", "--set", $"Training:CollapseSteps={watched}", "--set", "Checkpoint:Every=5"];
        GanProgram.Done(Arguments("five", 5, "5e-4", 10));
        var thrown = GanProgram.Run(Arguments("one", 1, "5e-3", 10));
        Assert.True(thrown.ExitCode == ExitCode.Diverged, thrown.Error);
        Assert.Contains("Step 10: each update changes a player's weights by a large part of their size", thrown.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Diverged, GanProgram.Run(Arguments("one", 1, "5e-3", 10)).ExitCode);
        GanProgram.Done(Arguments("one", 1, "5e-3", 0));
    }

    [Theory]
    [InlineData("XDG_CACHE_HOME", "/dev/null", ExitCode.Unreadable, "cannot be kept in /dev/null/gan-hybrid/features/digits-natural-")]
    [InlineData("HOME", "/dev/null/nobody", ExitCode.Usage, "There is no home directory to keep the classifier")]
    public void Features_that_cannot_be_kept_are_refused_with_what_to_do(string variable, string value, int exitCode, string part)
    {
        using var run = new JudgedRun();
        run.Train();
        // libtorch is found in the home of the tests.
        using var process = GanProcess.Start(["evaluate", "--run", run.Run, "--count", $"{JudgedRun.Count}"], [("XDG_CACHE_HOME", null), ("NUGET_PACKAGES", Packages), (variable, value)]);
        var result = process.WaitForEnd();
        Assert.True(result.ExitCode == exitCode, result.Error);
        Assert.Contains(part, result.Error, StringComparison.Ordinal);
        Assert.Contains("XDG_CACHE_HOME", result.Error, StringComparison.Ordinal);
        Assert.Contains("--features", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--run", result.Error, StringComparison.Ordinal);
    }

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Fact]
    public void A_stop_while_the_features_are_trained_is_a_stop()
    {
        using var run = new JudgedRun();
        using var process = run.StartWithOwnFeatures("train", "--preset", "digits-smoke", "--run", run.Run, "--steps", "4", "--set", "Evaluation:Count=150", "--set", "Evaluation:Every=2", "--set", "Checkpoint:Every=2");
        var features = run.Folder["cache/gan-hybrid/features"];
        process.WaitUntil(() => Directory.Exists(features) && Directory.EnumerateFiles(features, "metrics.jsonl", SearchOption.AllDirectories).Any());
        process.Send(PosixSignal.SIGTERM);
        Assert.Equal(ExitCode.Terminated, process.WaitForEnd().ExitCode);
    }

    // Compared in the features every second step: the generator with the smallest distance is kept, whatever happens on the way.
    [Fact]
    public void The_generator_nearest_to_the_training_images_is_kept_and_taken()
    {
        string[] Arguments(string run, int steps) => ["train", "--preset", "digits-smoke", "--run", _run.Folder[run], "--steps", $"{steps}", "--device", "cpu", "--set", "Evaluation:Count=150", "--set", "Evaluation:Every=2",
            "--set", "Checkpoint:Every=2", "--set", "Checkpoint:Keep=10", "--set", "Report:Every=1"];
        GanProgram.Done(Arguments("whole", 6));
        GanProgram.Done(Arguments("parts", 3));
        GanProgram.Done(Arguments("parts", 6));
        var distances = File.ReadLines(Path.Combine(_run.Folder["whole"], "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("frechet_distance", out _)).ToDictionary(line => line.GetProperty("step").GetInt32(), line => line.GetProperty("frechet_distance").GetDouble());
        Assert.Equal([2, 4, 6], distances.Keys.Order());
        Assert.Equal(3, distances.Values.Distinct().Count());
        var best = distances.MinBy(entry => entry.Value).Key;
        byte[] FileOf(string run, int step, string name) => File.ReadAllBytes(Path.Combine(_run.Folder[run], "checkpoints", $"step-{step:D8}", name));
        Assert.Equal(FileOf("whole", best, "generator.safetensors"), FileOf("whole", 6, "best.safetensors"));
        Assert.Equal(FileOf("whole", 6, "best.safetensors"), FileOf("parts", 6, "best.safetensors"));
        Assert.Equal(FileOf("whole", 6, "validation.safetensors"), FileOf("parts", 6, "validation.safetensors"));
        Assert.Contains($"4 samples of step {best}:", GanProgram.Run(["sample", "--run", _run.Folder["whole"], "--count", "4", "--out", _run.Folder["best.png"]]).Output, StringComparison.Ordinal);
        // An evaluation of what is no number stops the run as a step of it does.
        var diverged = GanProgram.Run([.. Arguments("diverging", 8), "--set", "Checkpoint:Every=1", "--set", "Evaluation:Every=1", "--set", "Generator:Update=sgd", "--set", "Generator:LearningRate=1e38"]);
        Assert.Equal(ExitCode.Diverged, diverged.ExitCode);
        Assert.Contains("The generator's samples are not finite", diverged.Error, StringComparison.Ordinal);
        var refused = GanProgram.Run([.. Arguments("few", 8), "--set", "Evaluation:Count=100"]);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("Evaluation:Count = 100: must be at least 129", refused.Error, StringComparison.Ordinal);
        // Of epochs, the steps are known once the data are.
        var never = GanProgram.Run([.. Arguments("never", 0), "--set", "Training:Epochs=1", "--set", "Evaluation:Every=100000"]);
        Assert.Equal(ExitCode.Usage, never.ExitCode);
        Assert.Matches("Evaluation:Every = 100000: must be at most the [0-9]+ steps of the run", never.Error);
    }
}
