using System.Text.Json;
using System.Text.Json.Serialization;
using Gan.Host.Loop;
using Gan.Host.Telemetry;
using Gan.Math.Metrics;
using Gan.Math.Theory;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;
using Gan.Torch.Training;

namespace Gan.Host.Quality;

/// <summary>How points of the plane are spread over the modes of their density.</summary>
/// <param name="Covered">Modes with at least a tenth of their share near them.</param>
/// <param name="Near">Share of points within three deviations of a mode's centre.</param>
/// <param name="Counts">Points near each mode.</param>
/// <param name="ChiSquared">Pearson's statistic of the counts against equal shares; null if no point is near a mode.</param>
/// <param name="LogDensity">Mean log-density.</param>
internal sealed record PointScores(
    [property: JsonPropertyName("covered")] int Covered,
    [property: JsonPropertyName("near")] double Near,
    [property: JsonPropertyName("counts")] int[] Counts,
    [property: JsonPropertyName("chi_squared")] double? ChiSquared,
    [property: JsonPropertyName("log_density")] double LogDensity);

/// <summary>Carries out <c>gan evaluate</c> of a GAN of points: its samples, beside draws from the density itself.</summary>
internal sealed class PointQuality(QualityRequest request, GanModel model, long step, GaussianMixture density)
{
    private const double Reach = 3; // deviations
    private const int LeastPart = 10;

    private sealed record Report(
        [property: JsonPropertyName("run")] string Run,
        [property: JsonPropertyName("step")] long Step,
        [property: JsonPropertyName("count")] int Count,
        [property: JsonPropertyName("seed")] ulong Seed,
        [property: JsonPropertyName("truncation"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Truncation,
        [property: JsonPropertyName("modes")] int Modes,
        [property: JsonPropertyName("samples")] PointScores Samples,
        [property: JsonPropertyName("draws")] PointScores Draws);

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>Runs it.</summary>
    public void Run(TextWriter output)
    {
        using var samples = model.Samples.Draw(request.Seed, request.Count);
        var drawn = new float[2 * request.Count];
        new MixturePoints(density, request.Count, request.Seed).Read(0, 0, drawn, new long[request.Count]);
        var report = new Report(request.Subject, step, request.Count, request.Seed, model.Latents.Truncation, density.Centres.Length,
            Score(FeatureRows.Of(samples)), Score([.. drawn.Select(value => (double)value).Chunk(2)]));
        request.Store(JsonSerializer.Serialize(report, Format));
        output.WriteInvariant($"{report.Run}, step {step}: {report.Count} samples of seed {report.Seed}"
            + $"{LatentSource.Described(report.Truncation)}, "
            + $"beside as many draws from the density");
        output.WriteInvariant($"  {"",-32}{"samples",12}{"density",12}");
        output.WriteInvariant($"  {$"modes covered, of {report.Modes}",-32}{report.Samples.Covered,12}{report.Draws.Covered,12}");
        output.WriteInvariant($"  {"within 3 deviations of a mode",-32}{100 * report.Samples.Near,10:0.00} %"
            + $"{100 * report.Draws.Near,10:0.00} %");
        output.WriteInvariant($"  {"chi-squared of equal shares",-32}{report.Samples.ChiSquared,12:0.0}{report.Draws.ChiSquared,12:0.0}");
        output.WriteInvariant($"  {"mean log-density",-32}{report.Samples.LogDensity,12:0.000}{report.Draws.LogDensity,12:0.000}");
    }

    private PointScores Score(double[][] points)
    {
        var least = int.Max(1, points.Length / (LeastPart * density.Centres.Length));
        var modes = ModeCoverage.OfPoints(density.Centres, Reach * density.Deviation, least, points);
        return new(modes.Covered, modes.Near, modes.Counts, modes.Near > 0 ? ClassScores.EvenTest(modes.Counts).ChiSquared : null,
            points.Average(point => GaussianMixtureModule.LogDensity(density, point)));
    }
}
