using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gan.Host.Telemetry;
using Gan.Torch.Evaluation;
using Gan.Torch.Training;

namespace Gan.Host.Quality;

/// <summary>The report of <c>gan evaluate</c> for a GAN of images; the training images' scores are what real images reach.</summary>
internal sealed record QualityReport(
    [property: JsonPropertyName("run")] string Run,
    [property: JsonPropertyName("step"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Step,
    [property: JsonPropertyName("data")] string Data,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("seed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ulong? Seed,
    [property: JsonPropertyName("truncation"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Truncation,
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("extractor")] string Extractor,
    [property: JsonPropertyName("features")] int FeatureCount,
    [property: JsonPropertyName("neighbours")] int Neighbours,
    [property: JsonPropertyName("samples")] SampleScores Samples,
    [property: JsonPropertyName("training_images")] SampleScores Training,
    [property: JsonPropertyName("copying")] Copying Copying,
    [property: JsonPropertyName("classes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClassCounts? Classes)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>As text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>As a table.</summary>
    public void Write(TextWriter output)
    {
        var samples = Step is null ? $": {Count} samples"
            : $", step {Step}: {Count} samples of seed {Seed}{LatentSource.Described(Truncation)}";
        output.WriteInvariant($"{Run}{samples}, and {Count} training images, against {Count} test images of {Data}, on {Device}");
        output.WriteInvariant($"  {FeatureCount} features: {Extractor}");
        output.WriteInvariant($"  {"",-26}{"samples",12}{"training images",18}");
        static string? Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture);
        void Row(string name, double? samples, double? training, string format)
        {
            if (samples is not null)
                output.WriteInvariant($"  {name,-26}{Text(samples, format),12}{Text(training, format),18}");
        }
        Row("Frechet distance", Samples.FrechetDistance, Training.FrechetDistance, "0.000");
        Row("  residual of its roots", Samples.FrechetResidual, Training.FrechetResidual, "0.0E0");
        Row("kernel distance", Samples.KernelDistance, Training.KernelDistance, "0.00000");
        Row($"precision (k = {Neighbours})", Samples.Precision, Training.Precision, "0.000");
        Row("recall", Samples.Recall, Training.Recall, "0.000");
        Row("density", Samples.Density, Training.Density, "0.000");
        Row("coverage", Samples.Coverage, Training.Coverage, "0.000");
        Row("inception-style score", Samples.InceptionScore, Training.InceptionScore, "0.000");
        output.WriteInvariant($"  copying: Z = {Copying.Score:0.0} (far below 0: copies); "
            + $"median distance to the nearest training image {Copying.Samples:0.000}, of test images {Copying.Test:0.000}");
        if (Classes is null)
            return;
        output.WriteInvariant($"  classes: {string.Join(' ', Classes.Counts)}; "
            + $"chi-squared {Classes.ChiSquared:0.0} against equal shares, p = {Classes.PValue:0.0E0}");
        if (Classes.Asked is { } asked)
            output.WriteInvariant($"  of the class asked for: {asked.Correct} ({100 * asked.Accuracy:0.00} %, "
                + $"95 %: {100 * asked.Low:0.00} to {100 * asked.High:0.00})");
    }
}
