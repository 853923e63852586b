using System.Text.Json;

namespace Gan.IntegrationTests.Support;

/// <summary>A short run of a GAN on the program's own digits, and its judgement. All of them take their features from one cache, so that those are trained once.</summary>
public sealed class JudgedRun : IDisposable
{
    private static readonly Lazy<string> SharedCache = new(() =>
    {
        var folder = new TestFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder.Root;
    });

    private string _cache = SharedCache.Value;

    /// <summary>One with an empty cache of its own.</summary>
    public static JudgedRun WithoutFeatures()
    {
        var run = new JudgedRun();
        run._cache = run.Folder["cache"];
        return run;
    }

    /// <summary>How many samples are compared with how many test images.</summary>
    public const int Count = 300;

    public TestFolder Folder { get; } = new();

    public string Run => Folder["run"];

    public void Dispose() => Folder.Dispose();

    public void Train(params string[] more) => GanProcess.Done(["train", "--preset", "digits-smoke", "--run", Run, "--steps", "8", .. more]);

    public GanProcess Start(params string[] arguments) => GanProcess.Start(arguments, [("XDG_CACHE_HOME", _cache)]);

    public (GanResult Result, JsonElement Report) Evaluate(params string[] more)
    {
        using var process = Start(["evaluate", "--run", Run, "--count", $"{Count}", "--json", Folder["report.json"], .. more]);
        var result = process.WaitForEnd();
        Assert.True(result.ExitCode == 0, result.Error);
        return (result, JsonDocument.Parse(File.ReadAllBytes(Folder["report.json"])).RootElement);
    }
}
