using Gan.Torch.Modalities;
using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace Gan.Bench;

/// <summary>One epoch of 20,000 digits in shuffled batches of 128, against TorchSharp's DataLoader over the same images.</summary>
internal static class LoaderBenchmark
{
    private const int Count = 20_000;
    private const int BatchSize = 128;

    public static Action Ours()
    {
        var loader = new BatchLoader(ProceduralDigits.Train(Count, shuffleSeed: 0), BatchSize, firstBatch: 0);
        return () =>
        {
            for (var i = 0; i < loader.BatchesPerEpoch; i++)
                loader.Next();
        };
    }

    public static Action Baseline()
    {
        var dataset = new DigitsDataset(ProceduralDigits.Train(Count, shuffleSeed: 0));
        var loader = new TorchSharp.Modules.DataLoader(dataset, BatchSize, shuffle: true, device: CPU);
        return () =>
        {
            using var scope = NewDisposeScope();
            foreach (var batch in loader)
                foreach (var tensor in batch.Values)
                    tensor.Dispose();
        };
    }

    /// <summary>As a user would write it: the images as one tensor of pixels in [0, 1], indexed per sample.</summary>
    private sealed class DigitsDataset(ImageData data) : Dataset
    {
        private readonly Tensor _images = stack([.. Enumerable.Range(0, data.Count)
            .Select(index => tensor(data.Image(index).ToArray()).to_type(ScalarType.Float32).div_(255).view(1, 28, 28))]);

        public override long Count => data.Count;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["data"] = _images[index] };

        protected override void Dispose(bool disposing)
        {
            _images.Dispose();
            base.Dispose(disposing);
        }
    }
}
