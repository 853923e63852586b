using System.Runtime.InteropServices;
using System.Text.Json;
using Gan.Host;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>The real program, stopped and killed in the middle: the same bits come out as if nothing had happened.</summary>
public sealed class ResumeTests(ResumeTests.WholeRun whole) : IClassFixture<ResumeTests.WholeRun>
{
    /// <summary>A run that nothing interrupted.</summary>
    public sealed class WholeRun : IDisposable
    {
        private readonly TestFolder _folder = new();

        public WholeRun() => Assert.Equal(0, GanProgram.Run(Train(Folder)).ExitCode);

        public string Folder => _folder["whole"];

        public void Dispose() => _folder.Dispose();
    }

    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-smoke", "--run", run, "--seed", "7", .. more];

    private static long[] ReportedSteps(string run) =>
        [.. File.ReadLines(Path.Combine(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64())];

    private static int LineCount(string run)
    {
        var file = Path.Combine(run, "metrics.jsonl");
        if (!File.Exists(file))
            return 0;
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    private static void AssertSameAs(string reference, string run)
    {
        Assert.Equal(RunFiles.Weights(reference), RunFiles.Weights(run));
        Assert.Equal(RunFiles.Reports(reference), RunFiles.Reports(run));
        foreach (var picture in Directory.EnumerateFiles(Path.Combine(reference, "samples")))
            Assert.Equal(File.ReadAllBytes(picture), File.ReadAllBytes(Path.Combine(run, "samples", Path.GetFileName(picture))));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Train(folder["b"])).ExitCode);
        // Two checkpoints of both players, what updates them, and the health of their game.
        Assert.Equal(2 * 5, RunFiles.Weights(whole.Folder).Count);
        AssertSameAs(whole.Folder, folder["b"]);
        Assert.Equal(0, GanProgram.Run("train", "--preset", "digits-smoke", "--run", folder["c"], "--seed", "8").ExitCode);
        Assert.NotEqual(RunFiles.Weights(whole.Folder), RunFiles.Weights(folder["c"]));
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM, ExitCode.Terminated)]
    [InlineData(PosixSignal.SIGINT, ExitCode.Interrupted)]
    [InlineData(PosixSignal.SIGHUP, ExitCode.Terminated)]
    public void A_run_stopped_by_a_signal_saves_and_continues_to_the_same_bytes(PosixSignal signal, int exitCode)
    {
        using var folder = new TestFolder();
        // So many steps that no signal comes too late.
        using (var process = GanProcess.Start(Train(folder["stopped"], "--steps", "2000")))
        {
            process.WaitUntil(() => LineCount(folder["stopped"]) >= 7);
            process.Send(signal);
            Thread.Sleep(20);
            if (!process.HasExited)
                process.Send(signal); // an impatient second one changes nothing
            var stopped = process.WaitForEnd();
            Assert.Equal(exitCode, stopped.ExitCode);
            Assert.Contains("the same command continues", stopped.Output, StringComparison.Ordinal);
        }
        var last = ReportedSteps(folder["stopped"])[^1];
        Assert.InRange(last, 7, 1_999);
        Assert.True(Directory.Exists(Path.Combine(folder["stopped"], "checkpoints", $"step-{last:D8}")));
        var resumed = GanProgram.Run(Train(folder["stopped"], "--steps", $"{last + 13}"));
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains($"after step {last}", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(0, GanProgram.Run(Train(folder["whole"], "--steps", $"{last + 13}")).ExitCode);
        AssertSameAs(folder["whole"], folder["stopped"]);
    }

    [Fact]
    public void A_hangup_that_is_ignored_stays_ignored()
    {
        using var folder = new TestFolder();
        using var process = GanProcess.Start(Train(folder["run"], "--steps", "60"), script: "trap '' HUP; exec \"$@\"");
        process.WaitUntil(() => LineCount(folder["run"]) >= 3);
        process.Send(PosixSignal.SIGHUP);
        Assert.Equal(0, process.WaitForEnd().ExitCode);
        Assert.Equal(60, ReportedSteps(folder["run"])[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(18)]
    public void A_run_killed_at_any_moment_continues_to_the_same_bytes(int lines)
    {
        using var folder = new TestFolder();
        using (var process = GanProcess.Start(Train(folder["killed"])))
        {
            process.WaitUntil(() => LineCount(folder["killed"]) >= lines);
            process.Kill();
        }
        var resumed = GanProgram.Run(Train(folder["killed"]));
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("resuming", resumed.Output, StringComparison.Ordinal);
        AssertSameAs(whole.Folder, folder["killed"]);
    }

    // As users run it. Other tests' programs have one thread, and this one a process of its own: threads are the whole process's.
    [Fact]
    public void A_run_on_two_threads_killed_in_the_middle_continues_to_the_same_bytes()
    {
        using var folder = new TestFolder();
        string[] TwoThreads(string run) => Train(folder[run], "--steps", "10", "--set", "Run:Threads=2");
        Assert.Equal(0, GanProcess.Run(TwoThreads("undisturbed")).ExitCode);
        using (var process = GanProcess.Start(TwoThreads("killed")))
        {
            process.WaitUntil(() => LineCount(folder["killed"]) >= 6);
            process.Kill();
        }
        Assert.Equal(0, GanProcess.Run(TwoThreads("killed")).ExitCode);
        AssertSameAs(folder["undisturbed"], folder["killed"]);
    }

    [Fact]
    public void A_longer_run_continues_a_shorter_one_without_its_preset_being_named_again()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Train(folder["parts"], "--steps", "10")).ExitCode);
        Assert.Equal(0, GanProgram.Run("train", "--run", folder["parts"], "--steps", "20", "--resume", "must").ExitCode);
        AssertSameAs(whole.Folder, folder["parts"]);
    }

    [Fact]
    public void A_finished_run_is_left_as_it_is()
    {
        var before = RunFiles.Weights(whole.Folder);
        Assert.Equal(0, GanProgram.Run(Train(whole.Folder)).ExitCode);
        Assert.Equal(before, RunFiles.Weights(whole.Folder));
        Assert.Equal(20, ReportedSteps(whole.Folder).Length);
    }
}
