using System.Text.Json;

namespace Gan.IntegrationTests.Support;

/// <summary>A short run of a GAN on the program's own digits, its judgement, and a cache of features of its own.</summary>
public sealed class JudgedRun : IDisposable
{
    /// <summary>How many samples are compared with how many test images.</summary>
    public const int Count = 300;

    public TestFolder Folder { get; } = new();

    public string Run => Folder["run"];

    public void Dispose() => Folder.Dispose();

    public void Train(params string[] more) => GanProcess.Done(["train", "--preset", "digits-smoke", "--run", Run, "--steps", "8", .. more]);

    public GanProcess Start(params string[] arguments) => GanProcess.Start(arguments, [("XDG_CACHE_HOME", Folder["cache"])]);

    public (GanResult Result, JsonElement Report) Evaluate(params string[] more)
    {
        using var process = Start(["evaluate", "--run", Run, "--count", $"{Count}", "--json", Folder["report.json"], .. more]);
        var result = process.WaitForEnd();
        Assert.True(result.ExitCode == 0, result.Error);
        return (result, JsonDocument.Parse(File.ReadAllBytes(Folder["report.json"])).RootElement);
    }
}
