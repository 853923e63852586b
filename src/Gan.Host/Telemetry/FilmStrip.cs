using Gan.Host.Loop;
using Gan.Host.Runs;
using SkiaSharp;

namespace Gan.Host.Telemetry;

/// <summary>Samples of fixed latents over the course of a run, from its sample grids: one row for each latent, one column for
/// each of some steps. Points of the plane: a picture for each step.</summary>
internal static class FilmStrip
{
    private const int PointsSide = 200;

    /// <summary>Draws it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="frames">Steps, at most.</param>
    /// <param name="count">Samples, at most.</param>
    /// <param name="path">PNG file.</param>
    /// <returns>The steps that are shown.</returns>
    /// <exception cref="GanError">The run has drawn no samples, or they cannot be read.</exception>
    public static IReadOnlyList<long> Save(RunDirectory run, int frames, int count, string path)
    {
        var steps = Spread(run.SampleSteps, frames);
        if (steps.Count == 0)
            throw new GanError(ExitCode.Unreadable, $"{run.Root} has drawn no samples yet.");
        var experiment = run.StoredExperiment();
        _ = experiment.Gan();
        var shape = experiment.Data.Shape;
        var grids = steps.Select(step => Read(run.SampleOf(step))).ToArray();
        var (width, height) = shape.Count == 3 ? SamplePicture.Tile(shape[2], shape[1]) : (PointsSide, PointsSide);
        // Grids of other counts of samples may be of other widths.
        var places = grids.Select(grid => shape.Count == 3
            ? SamplePicture.Places(shape[2], shape[1], grid.Width, grid.Height, count)
            .ToArray() : [SKRectI.Create(grid.Width, grid.Height)]).ToArray();
        var rows = int.Min(places.Min(place => place.Length), shape.Count == 3 ? experiment.Cadence.SampleCount : 1);
        using var strip = new SKBitmap(new SKImageInfo(steps.Count * width, rows * height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(strip))
            foreach (var (grid, column) in grids.Select((grid, column) => (grid, column)))
                foreach (var (place, row) in places[column].Take(rows).Select((place, row) => (place, row)))
                    canvas.DrawImage(grid, place, SKRect.Create(column * width, row * height, width, height),
                        new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.None));
        foreach (var grid in grids)
            grid.Dispose();
        using var data = strip.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
        return steps;
    }

    private static SKImage Read(string file) => SKImage.FromEncodedData(file)
        ?? throw new GanError(ExitCode.Unreadable, $"Cannot read {file}: it is not an image.");

    // The first, the last, and others evenly between.
    private static IReadOnlyList<long> Spread(IReadOnlyList<long> steps, int most) => steps.Count <= most ? steps
        : [.. Enumerable.Range(0, most).Select(i => steps[most == 1 ? steps.Count - 1 : (int)((long)i * (steps.Count - 1) / (most - 1))])];
}
