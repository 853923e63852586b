using Gan.Math.Theory;
using Gan.Torch.Modalities;
using Gan.Torch.Tensors;
using ScottPlot;
using SkiaSharp;
using static TorchSharp.torch;

namespace Gan.Host.Telemetry;

/// <summary>Samples as a PNG file: images on a grid, points of the plane as a scatter plot over the modes.</summary>
internal static class SamplePicture
{
    private const int Zoom = 2;
    private const int Gap = 2;
    private const int PlotSide = 600;

    /// <summary>Draws samples on the CPU, [N, C, H, W] in [0, 1] or [N, 2], these over the modes of their density.</summary>
    public static void Save(Tensor samples, GaussianMixture? density, string path)
    {
        using var contiguous = samples.contiguous();
        if (density is null)
            SaveGrid(contiguous, (int)double.Ceiling(double.Sqrt(contiguous.shape[0])), path);
        else
            SavePoints(contiguous, density, path);
    }

    /// <summary>Draws images, [N, C, H, W] in [0, 1], grey where C = 1, on a grid of so many columns.</summary>
    public static void SaveGrid(Tensor images, int columns, string path)
    {
        var (count, channels, height, width) = ((int)images.shape[0], (int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        var rows = (count + columns - 1) / columns;
        var values = images.Elements();
        using var bitmap = new SKBitmap(new SKImageInfo(columns * (width * Zoom + Gap) + Gap,
            rows * (height * Zoom + Gap) + Gap, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        pixels.Fill(64);
        for (var index = 0; index < count; index++)
        {
            var (row, column) = int.DivRem(index, columns);
            var top = Gap + row * (height * Zoom + Gap);
            var left = Gap + column * (width * Zoom + Gap);
            for (var y = 0; y < height * Zoom; y++)
                for (var x = 0; x < width * Zoom; x++)
                    for (var c = 0; c < channels; c++)
                        pixels[(top + y) * bitmap.RowBytes + (left + x) * bitmap.BytesPerPixel + c] =
                            Pixels.ToByte(values[((index * channels + c) * height + y / Zoom) * width + x / Zoom]);
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    /// <summary>Width and height of one image of so many columns and rows on a grid, and of the room around it.</summary>
    public static (int Width, int Height) Tile(int columns, int rows) => (columns * Zoom + Gap, rows * Zoom + Gap);

    /// <summary>Where the first images, of so many columns and rows each, are on a grid of some size; no more than it has room
    /// for.</summary>
    public static IEnumerable<SKRectI> Places(int columns, int rows, int gridWidth, int gridHeight, int count)
    {
        var (width, height) = Tile(columns, rows);
        var (across, down) = ((gridWidth - Gap) / width, (gridHeight - Gap) / height);
        return Enumerable.Range(0, int.Min(count, across * down))
            .Select(index => SKRectI.Create(index % across * width, index / across * height, width, height));
    }

    private static void SavePoints(Tensor points, GaussianMixture density, string path)
    {
        var values = points.Elements().ToArray();
        var plot = new Plot();
        foreach (var centre in density.Centres)
            plot.Add.Circle(centre[0], centre[1], 3 * density.Deviation);
        plot.Add.Markers(values.Where((_, i) => i % 2 == 0).ToArray(), values.Where((_, i) => i % 2 == 1).ToArray(), size: 3);
        plot.Title("Generated points; circles: 3 sigma of each mode");
        plot.Axes.SquareUnits();
        plot.SavePng(path, PlotSide, PlotSide);
    }
}
