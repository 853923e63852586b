using System.Text.Json;

namespace Gan.IntegrationTests.Support;

/// <summary>A short run of a GAN on the program's own digits, and its judgement. All take their features from the tests' one cache, so that those are trained once.</summary>
public sealed class JudgedRun : IDisposable
{
    /// <summary>How many samples are compared with how many test images.</summary>
    public const int Count = 300;

    public TestFolder Folder { get; } = new();

    public string Run => Folder["run"];

    public void Dispose() => Folder.Dispose();

    public void Train(params string[] more) => GanProgram.Done(["train", "--preset", "digits-smoke", "--run", Run, "--steps", "8", .. more]);

    public (GanResult Result, JsonElement Report) Evaluate(params string[] more) =>
        Evaluate(GanProgram.Run, more);

    /// <summary>Judges in a process that keeps its features in a folder of its own.</summary>
    public (GanResult Result, JsonElement Report) EvaluateWithOwnFeatures(params string[] more) =>
        Evaluate(arguments =>
        {
            using var process = StartWithOwnFeatures(arguments);
            return process.WaitForEnd();
        }, more);

    public GanProcess StartWithOwnFeatures(params string[] arguments) => GanProcess.Start(arguments, [("XDG_CACHE_HOME", Folder["cache"])]);

    private (GanResult Result, JsonElement Report) Evaluate(Func<string[], GanResult> program, string[] more)
    {
        var result = program(["evaluate", "--run", Run, "--count", $"{Count}", "--json", Folder["report.json"], .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        return (result, JsonDocument.Parse(File.ReadAllBytes(Folder["report.json"])).RootElement);
    }
}
