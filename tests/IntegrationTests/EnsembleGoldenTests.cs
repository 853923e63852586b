using System.Text.Json;
using Gan.IntegrationTests.Support;
using Xunit.Abstractions;

namespace Gan.IntegrationTests;

/// <summary>
/// The whole ensemble against results of the official program, stage by stage: a quarter of an hour, so only with GAN_LONG=1.
/// </summary>
public class EnsembleGoldenTests(ITestOutputHelper output)
{
    private const int Count = 500;

    // In images of 500: the last stage at most 0.4 points above the official one, every stage within 1.5 points of it.
    private const int AllowedAbove = 2;
    private const int StageTolerance = 7;

    [LongGoldenTheory]
    [InlineData("A", "Linf", 0.2)]
    [InlineData("A", "Linf", 0.3)]
    [InlineData("A", "L2", 2.0)]
    [InlineData("C", "Linf", 0.05)]
    [InlineData("C", "Linf", 0.1)]
    [InlineData("C", "L2", 1.0)]
    public void As_few_stay_robust_as_under_the_official_ensemble(string model, string norm, double eps)
    {
        using var folder = new TestFolder();
        using var results = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.AttackGoldens!, "results.json")));
        var official = results.RootElement.GetProperty("models").GetProperty(model).GetProperty("autoattack").EnumerateArray()
            .Single(result => result.GetProperty("norm").GetString() == norm && result.GetProperty("eps").GetDouble() == eps);
        using var process = GanProcess.Start(
            ["attack", "--model", Path.Combine(Repository.AttackGoldens!, model + ".safetensors"), "--arch", "small-cnn", "--data", "mnist", "--norm", norm.ToLowerInvariant(),
                "--eps", eps.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "--count", $"{Count}", "--device", "cpu", "--json", folder["report.json"]],
            [("GAN_DATA", Path.GetFullPath(Repository.MnistRoot!))]);
        var result = process.WaitForEnd(TimeSpan.FromMinutes(15));
        Assert.True(result.ExitCode == 0, result.Error);
        var report = JsonDocument.Parse(File.ReadAllText(folder["report.json"])).RootElement;
        int Images(double share) => (int)double.Round(Count * share);
        var ours = report.GetProperty("attacks").EnumerateArray().Select(stage => Images(stage.GetProperty("robust_accuracy").GetDouble())).ToArray();
        var theirs = official.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("robust").GetInt32()).ToArray();
        var table = $"{model} {norm} {eps}: {string.Join(' ', ours.Zip(theirs, (a, b) => $"{a}/{b}"))}";
        output.WriteLine(table);
        Assert.Equal(official.GetProperty("clean_correct").GetInt32(), Images(report.GetProperty("clean_accuracy").GetDouble()));
        Assert.Equal(theirs.Length, ours.Length);
        Assert.All(ours.Zip(theirs), stage => Assert.True(int.Abs(stage.First - stage.Second) <= StageTolerance, table));
        Assert.True(ours[^1] <= theirs[^1] + AllowedAbove, table);
    }
}
