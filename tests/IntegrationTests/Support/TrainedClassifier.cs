using Gan.Torch.Modalities;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using static TorchSharp.torch;

namespace Gan.IntegrationTests.Support;

/// <summary>A small classifier that has learnt the embedded digits in a few seconds, as a module and as a file.</summary>
internal static class TrainedClassifier
{
    private const int Steps = 120;
    private const int BatchSize = 64;

    private static readonly Lazy<byte[]> Weights = new(Train);

    /// <summary>Writes the weights.</summary>
    public static string Save(string path)
    {
        File.WriteAllBytes(path, Weights.Value);
        return path;
    }

    /// <summary>A module with the weights.</summary>
    public static nn.Module<Tensor, Tensor> Create()
    {
        using var folder = new TestFolder();
        var module = SmallCnn.Small.Create(10);
        WeightsLoader.Load(Named(module), Save(folder["weights.safetensors"]));
        return module;
    }

    private static (string Name, Tensor Value)[] Named(nn.Module module) =>
        [.. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))];

    private static byte[] Train()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        // Its own draws: those of libtorch's one generator are shared with the tests that run beside it.
        using var module = Initialisation.Of(SmallCnn.Small.Create(10), 1);
        var data = ProceduralDigits.Train(Steps * BatchSize, 1);
        var optimizer = optim.Adam(module.parameters(), 2e-3);
        for (var step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            var images = new float[BatchSize * 784];
            var labels = new long[BatchSize];
            for (var i = 0; i < BatchSize; i++)
            {
                Pixels.ToUnitInterval(data.Image(step * BatchSize + i), images.AsSpan(i * 784, 784));
                labels[i] = data.Labels[step * BatchSize + i];
            }
            var loss = nn.functional.cross_entropy(module.forward(tensor(images).view(BatchSize, 1, 28, 28)), tensor(labels));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        var path = folder["trained.safetensors"];
        SafetensorsFile.Write(path, Named(module));
        return File.ReadAllBytes(path);
    }
}
