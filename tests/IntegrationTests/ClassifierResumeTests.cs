using Gan.Host;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>Classifiers' runs and their evaluations, killed and gone on with.</summary>
public class ClassifierResumeTests
{
    private static string[] Train(string run, params string[] more) => ["train", "--preset", "digits-natural", "--run", run, .. more];

    [Theory]
    [InlineData("natural")]
    [InlineData("trades", "Robust:Precision=bfloat16", "Classifier:AverageHalfLife=500")]
    [InlineData("mart", "Robust:WeightPerturbation=0.01")]
    [InlineData("adversarial", "Robust:Attack=learned", "Attacker:Width=4", "Robust:Weight=0.5")]
    [InlineData("adversarial", "Robust:Steps=1", "Robust:Start=clean", "Robust:Replays=3", "Validation:Count=1000", "Validation:Every=20", "Validation:Steps=3")]
    public void A_killed_run_goes_on_to_the_same_bytes(string loss, params string[] settings)
    {
        using var folder = new TestFolder();
        string[] more = ["--steps", "50", "--set", "Data:Count=1500", "--set", "Checkpoint:Every=10", "--set", "Report:Every=1", "--set", $"Robust:Loss={loss}", "--set", "Training:BatchSize=32", .. loss == "natural" ? [] : new[] { "--set", "Robust:Steps=2", "--set", "Robust:RampUp=0.5" }, .. settings.SelectMany(setting => new[] { "--set", setting })];
        Assert.Equal(0, GanProgram.Run(Train(folder["whole"], more)).ExitCode);
        using (var process = GanProcess.Start(Train(folder["killed"], more)))
        {
            process.WaitUntil(() => Directory.Exists(Path.Combine(folder["killed"], "checkpoints", "step-00000020")));
            process.Kill();
        }
        Assert.False(Directory.Exists(Path.Combine(folder["killed"], "checkpoints", "step-00000050")));
        Assert.Equal(0, GanProgram.Run(Train(folder["killed"], more)).ExitCode);
        Assert.NotEmpty(RunFiles.Weights(folder["whole"]));
        Assert.Equal(RunFiles.Weights(folder["whole"]), RunFiles.Weights(folder["killed"]));
        Assert.Equal(RunFiles.Reports(folder["whole"]), RunFiles.Reports(folder["killed"]));
        Assert.Equal(50, RunFiles.Reports(folder["whole"]).Length);
    }

    [Fact]
    public void A_killed_evaluation_goes_on_and_another_checkpoint_s_is_refused()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run(Train(folder["run"], "--steps", "60", "--set", "Data:Count=2000", "--set", "Checkpoint:Every=30", "--set", "Classifier:Schedule=constant")).ExitCode);
        string[] Evaluate(string name) => ["evaluate", "--run", folder["run"], "--count", "2", "--eps", "0.1", "--device", "cpu", "--json", folder[name + ".json"]];
        Assert.Equal(0, GanProgram.Run(Evaluate("whole")).ExitCode);
        void Interrupt()
        {
            using var process = GanProcess.Start(Evaluate("parts"));
            process.WaitUntil(() => process.HasExited || File.Exists(folder["parts.json.standard.state"]));
            process.Kill();
        }
        Interrupt();
        Assert.False(File.Exists(folder["parts.json"]));
        var result = GanProgram.Run(Evaluate("parts"));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Going on from", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder["whole.json"]), File.ReadAllText(folder["parts.json"]));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "*.state"));

        File.Delete(folder["parts.json"]);
        Interrupt();
        Directory.Delete(Path.Combine(folder["run"], "checkpoints", "step-00000060"), recursive: true);
        var refused = GanProgram.Run(Evaluate("parts"));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("another model", refused.Error, StringComparison.Ordinal);
    }
}
