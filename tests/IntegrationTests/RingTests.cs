using Gan.Host.Checkpoints;
using Gan.Host.Data;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>The ring preset end to end: a GAN that covers every mode.</summary>
[Collection(TensorTests.Name)]
public class RingTests
{
    private const int Count = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_mode_holds_5_to_20_percent_of_the_samples_within_3_sigma(int seed)
    {
        using var folder = new TestFolder();
        Assert.Equal(0, GanProcess.Run("train", "--preset", "ring", "--run", folder["run"], "--seed", $"{seed}").ExitCode);
        Assert.Equal(0, GanProcess.Run("sample", "--run", folder["run"], "--count", $"{Count}", "--out", folder["s.safetensors"]).ExitCode);
        using var samples = SafetensorsFile.Read(folder["s.safetensors"])["samples"];
        Assert.Equal([Count, 2], samples.shape);
        var points = samples.data<float>().ToArray();
        for (var mode = 0; mode < GaussianRing.Modes; mode++)
        {
            var (x, y) = GaussianRing.Centre(mode);
            var inside = Enumerable.Range(0, Count).Count(i =>
                double.Hypot(points[2 * i] - x, points[2 * i + 1] - y) <= 3 * GaussianRing.Deviation);
            Assert.InRange(inside, Count / 20, Count / 5);
        }
    }
}
