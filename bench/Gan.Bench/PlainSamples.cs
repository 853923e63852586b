using Gan.Bench.Idiomatic;
using Gan.Host.Options;
using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Native;
using static TorchSharp.torch;

namespace Gan.Bench;

/// <summary>Trains the plain program on the batches of a preset and writes its samples, for 'gan evaluate --samples': see quality.sh.</summary>
internal static class PlainSamples
{
    private const int LatentSize = 100;
    private const int Samples = 10_000;

    /// <summary>Trains as long as the preset does, or for so many steps.</summary>
    public static void Write(string preset, int seed, long steps, string file)
    {
        LibTorch.Load();
        var experiment = Presets.ExperimentOf(preset);
        var images = DataSets.TrainingImages(experiment.Data, Environment.GetEnvironmentVariable("GAN_DATA") ?? "data", experiment.DataCount, experiment.Seed);
        using var loader = new BatchLoader(images, experiment.BatchSize, firstBatch: 0);
        random.manual_seed(seed);
        using var gan = new PlainGan(LatentSize);
        var total = steps > 0 ? steps : experiment.TotalSteps(loader.BatchesPerEpoch);
        for (var step = 0L; step < total; step++)
            gan.Step(loader.Next().Samples);
        using var samples = gan.Sample(Samples);
        SafetensorsFile.Write(file, [("samples", samples)]);
    }
}
