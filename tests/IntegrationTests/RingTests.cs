using System.Text.Json;
using Gan.IntegrationTests.Support;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;

namespace Gan.IntegrationTests;

/// <summary>The ring preset end to end: a GAN that covers every mode.</summary>
public class RingTests
{
    private const int Count = 10_000;

    // The course of a GAN is chaotic: which modes it covers is no statement about every machine.
    [LongTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_mode_holds_5_to_20_percent_of_the_samples_within_3_sigma(int seed)
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProgram.Run("train", "--preset", "ring", "--run", folder["run"], "--seed", $"{seed}").ExitCode);
        Assert.Equal(0, GanProgram.Run("sample", "--run", folder["run"], "--count", $"{Count}", "--out", folder["s.safetensors"]).ExitCode);
        using var samples = SafetensorsFile.Read(folder["s.safetensors"])["samples"];
        Assert.Equal([Count, 2], samples.shape);
        var points = samples.data<float>().ToArray();
        var ring = PointData.Ring.Density;
        int[] counts = [.. ring.Centres.Select(centre => Enumerable.Range(0, Count).Count(i =>
            double.Hypot(points[2 * i] - centre[0], points[2 * i + 1] - centre[1]) <= 3 * ring.Deviation))];
        Assert.All(counts, inside => Assert.InRange(inside, Count / 20, Count / 5));
        // The program's own report of the same samples.
        GanProgram.Done("evaluate", "--run", folder["run"], "--json", folder["report.json"]);
        using var report = JsonDocument.Parse(File.ReadAllBytes(folder["report.json"]));
        var scores = report.RootElement.GetProperty("samples");
        Assert.Equal(8, scores.GetProperty("covered").GetInt32());
        Assert.Equal(counts, scores.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(counts.Sum() / (double)Count, scores.GetProperty("near").GetDouble(), 12);
        Assert.Equal(0.989, report.RootElement.GetProperty("draws").GetProperty("near").GetDouble(), 0.006);
    }
}
