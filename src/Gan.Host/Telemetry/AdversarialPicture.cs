using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Telemetry;

/// <summary>Columns of a clean image, its adversarial example and their difference, grey where nothing changed.</summary>
internal static class AdversarialPicture
{
    private const int Most = 27;
    private const int PerRow = 9;

    /// <summary>Draws the first examples of these positions.</summary>
    public static void Save(Tensor clean, Tensor adversarial, int[] positions, string path)
    {
        using var scope = NewDisposeScope();
        var shown = positions.Take(Most).ToArray();
        var blank = zeros_like(clean.narrow(0, 0, 1));
        var rows = new List<Tensor>();
        foreach (var row in shown.Chunk(PerRow))
        {
            Tensor Pick(Tensor images) => images.index_select(0, tensor(Array.ConvertAll(row, i => (long)i), ScalarType.Int64));
            Tensor Fill(Tensor images) => cat([images, .. Enumerable.Repeat(blank, PerRow - row.Length)]);
            rows.AddRange([Fill(Pick(clean)), Fill(Pick(adversarial)), Fill((Pick(adversarial) - Pick(clean)).Times(0.5).Plus(0.5))]);
        }
        using var grid = rows.Count == 0 ? blank.clone() : cat(rows);
        SamplePicture.SaveGrid(grid.mean([1], keepdim: true), PerRow, path);
    }
}
