using Gan.Bench.Idiomatic;
using Gan.Experiments;
using Gan.Host.Loop;
using Gan.Host.Options;
using Gan.Host.Runs;
using static TorchSharp.torch;

namespace Gan.Bench;

/// <summary>
/// One full step of the article's networks at batch 128 (discriminator update, generator update, checks for non-finite
/// terms) against the same networks in plain idiomatic TorchSharp.
/// </summary>
internal static class StepBenchmark
{
    private const int BatchSize = 128;

    private static readonly long[] Shape = [BatchSize, 1, 28, 28];

    public static Action Ours()
    {
        var settings = Settings.Gather("mnist", null, new Dictionary<string, string>(), []);
        MachineReading.Take(settings, null);
        var experiment = Known.Experiments.Read(settings).Experiment!;
        var real = rand(Shape);
        var gan = new GanModel(experiment, total: long.MaxValue, CPU);
        long t = 0;
        return () => gan.Play(++t, () => new(real));
    }

    public static Action Baseline()
    {
        var real = rand(Shape);
        var gan = new PlainGan(latentSize: 100);
        return () => gan.Step(real);
    }
}
