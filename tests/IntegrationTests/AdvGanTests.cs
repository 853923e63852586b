using System.Text.Json;
using Gan.Host;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>The program, training a generator of perturbations against a classifier that it trained before.</summary>
public class AdvGanTests
{
    private static string[] Classifier(string run, int steps = 100, params string[] more) => ["train", "--preset", "digits-natural", "--run", run, "--set", "Data:Count=4000", "--steps", $"{steps}", "--set", "Classifier:Schedule=constant", .. more];

    private static string[] AdvGan(string run, string victim, int steps, params string[] more) => ["train", "--preset", "mnist-advgan", "--run", run, "--steps", $"{steps}",
        "--set", "Data:Name=digits", "--set", "Data:Count=1000", "--set", "Training:BatchSize=32", "--set", "Model:Width=4", "--set", $"AdvGan:Victim={victim}",
        "--set", "Report:Every=5", "--set", "Checkpoint:Every=3", "--set", "Generator:LearningRate=3e-3", .. more];

    private static JsonElement Evaluate(string report, params string[] arguments)
    {
        GanProgram.Done(["evaluate", "--count", "24", "--device", "cpu", "--json", report, .. arguments]);
        return JsonDocument.Parse(File.ReadAllText(report)).RootElement;
    }

    private static double Accuracy(JsonElement report, string row) =>
        report.GetProperty("rows").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == row).GetProperty("accuracy").GetDouble();

    [Fact]
    public void It_learns_to_fool_its_classifier_and_is_judged_like_an_attack()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Classifier(folder["victim"]));
        GanProgram.Done(Classifier(folder["other"], 100, "--seed", "5"));
        GanProgram.Done(AdvGan(folder["run"], folder["victim"], 70));
        var report = Evaluate(folder["a.json"], "--run", folder["run"]);
        Assert.InRange(Accuracy(report, "clean"), 0.8, 1);
        Assert.InRange(Accuracy(report, "advgan"), 0, 0.3);
        var success = report.GetProperty("success").GetProperty("accuracy").GetDouble();
        Assert.Equal(1 - Accuracy(report, "advgan") / Accuracy(report, "clean"), success, 1e-9);
        Assert.Equal(0.3, report.GetProperty("eps").GetDouble());
        // Without the generator's training there is nothing to fear.
        GanProgram.Done(AdvGan(folder["untrained"], folder["victim"], 1, "--set", "Generator:LearningRate=1e-300"));
        Assert.InRange(Accuracy(Evaluate(folder["b.json"], "--run", folder["untrained"]), "advgan"), 0.5, 1);
        // The other classifier is another one.
        var transferred = Evaluate(folder["c.json"], "--run", folder["run"], "--against", folder["other"]);
        Assert.NotEqual(report.GetProperty("rows").ToString(), transferred.GetProperty("rows").ToString());
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(folder["run"], "samples")));
        GanProgram.Done("export", "--run", folder["run"], "--out", folder["generator.safetensors"]);
    }

    [Theory]
    [InlineData("white-box")]
    [InlineData("distilled")]
    public void A_run_in_parts_is_the_run_in_one_and_needs_its_classifier_s_run_no_more(string access)
    {
        using var folder = new TestFolder();
        GanProgram.Done(Classifier(folder["victim"], 20));
        var more = access == "distilled" ? new[] { "--set", "AdvGan:Access=distilled", "--set", "Student:LearningRate=2e-3" } : [];
        GanProgram.Done(AdvGan(folder["whole"], folder["victim"], 9, more));
        GanProgram.Done(AdvGan(folder["parts"], folder["victim"], 4, more));
        Directory.Delete(folder["victim"], recursive: true);
        GanProgram.Done(AdvGan(folder["parts"], folder["victim"], 9, more));
        static SortedDictionary<string, string> Last(string run) => RunFiles.Weights(Path.Combine(run, "checkpoints", "step-00000009"));
        Assert.Equal(access == "distilled" ? 6 : 4, Last(folder["whole"]).Count);
        Assert.Equal(Last(folder["whole"]), Last(folder["parts"]));
        Assert.Equal(RunFiles.Weights(Path.Combine(folder["whole"], "inputs")), RunFiles.Weights(Path.Combine(folder["parts"], "inputs")));
    }

    // Only the answers are seen: the student's part in the generator's loss is all that it learns from.
    [Fact]
    public void A_student_takes_the_classifier_s_place()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Classifier(folder["victim"]));
        GanProgram.Done(AdvGan(folder["run"], folder["victim"], 90, "--set", "AdvGan:Access=distilled", "--set", "Student:LearningRate=2e-3"));
        Assert.InRange(Accuracy(Evaluate(folder["a.json"], "--run", folder["run"]), "advgan"), 0, 0.4);
    }

    // Of the classifier only its answers are known: with the same seed and network the student still begins from other weights.
    [Fact]
    public void A_student_does_not_begin_where_the_classifier_began()
    {
        using var folder = new TestFolder();
        GanProgram.Done(Classifier(folder["victim"], 1));
        GanProgram.Done(AdvGan(folder["run"], folder["victim"], 1, "--set", "AdvGan:Access=distilled", "--set", "Student:Architecture=small-cnn"));
        static string First(string run) => RunFiles.Weights(Path.Combine(run, "checkpoints", "step-00000000"))["classifier.safetensors"];
        Assert.NotEqual(First(folder["victim"]), First(folder["run"]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var folder = new TestFolder();
        void Refused(int code, string part, params string[] arguments)
        {
            var result = GanProgram.Run(arguments);
            Assert.True(result.ExitCode == code, $"{result.ExitCode}: {result.Error}");
            Assert.Contains(part, result.Error, StringComparison.Ordinal);
        }
        Refused(ExitCode.Unreadable, "absent is not a run directory", AdvGan(folder["a"], folder["absent"], 5));
        Refused(ExitCode.Usage, "AdvGan:HingeBound = 0: must be a number greater than 0", AdvGan(folder["a"], folder["absent"], 5, "--set", "AdvGan:HingeBound=0"));
        Refused(ExitCode.Usage, "Student:LearningRate = 1: must be left out", AdvGan(folder["a"], folder["absent"], 5, "--set", "Student:LearningRate=1"));
        GanProgram.Done("train", "--preset", "digits-smoke", "--run", folder["gan"], "--steps", "2");
        Refused(ExitCode.Usage, "it has no classifier", AdvGan(folder["b"], folder["gan"], 5));
        Refused(ExitCode.Usage, "Student:Architecture = resnet20: must be small-cnn or madry-cnn or trades-cnn for grey images of 28x28", AdvGan(folder["a"], folder["gan"], 5, "--set", "AdvGan:Access=distilled", "--set", "Student:Architecture=resnet20"));
        GanProgram.Done(Classifier(folder["victim"], 5));
        IdxBytes.WriteClothes(folder["data"], 64);
        Refused(ExitCode.Usage, $"AdvGan:Victim = {folder["victim"]}: must be a run of fashion-mnist, and this one was trained on digits", AdvGan(folder["e"], folder["victim"], 2, "--set", "Data:Name=fashion-mnist", "--set", $"Data:Root={folder["data"]}"));
        GanProgram.Done(AdvGan(folder["b"], folder["victim"], 2)); // what was refused left nothing that would be taken now
        Refused(ExitCode.Usage, "--against", "evaluate", "--run", folder["victim"], "--against", folder["victim"]);
        GanProgram.Done(AdvGan(folder["run"], folder["victim"], 2));
        Directory.CreateDirectory(folder["clothes"]);
        File.WriteAllText(Path.Combine(folder["clothes"], "experiment.json"), File.ReadAllText(Path.Combine(folder["victim"], "experiment.json"))
            .Replace("\"Data:Name\": \"digits\"", "\"Data:Name\": \"fashion-mnist\"", StringComparison.Ordinal));
        Refused(ExitCode.Usage, "must be a run of digits, and this one was trained on fashion-mnist", "evaluate", "--run", folder["run"], "--against", folder["clothes"]);
        Refused(ExitCode.Usage, "--norm, --eps: must be left out", "evaluate", "--run", folder["run"], "--norm", "linf", "--eps", "0.1");
        Refused(ExitCode.Usage, "it has no generator of samples", "sample", "--run", folder["run"], "--out", folder["x.png"]);
    }
}
