using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Gan.Torch.Training;

namespace Gan.Host.Telemetry;

/// <summary>The state of training at one step: a line of metrics.jsonl.</summary>
/// <param name="Step">Completed steps.</param>
/// <param name="Epoch">Passes over the data, with fraction.</param>
/// <param name="Terms">What the step measured.</param>
/// <param name="SamplesPerSecond">Training samples per second since the report before.</param>
internal sealed record StepReport(long Step, double Epoch, IReadOnlyList<Term> Terms, double SamplesPerSecond)
{
    private const string StepKey = "step";
    private const string EpochKey = "epoch";
    private const string RateKey = "samples_per_second";

    /// <summary>As one JSON object in UTF-8, without line breaks.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(StepKey, Step);
            writer.WriteNumber(EpochKey, Epoch);
            foreach (var (measure, value) in Terms)
                writer.WriteNumber(measure.Key, value);
            writer.WriteNumber(RateKey, SamplesPerSecond);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }

    /// <summary>Reads a line; null if it is torn.</summary>
    public static StepReport? TryParse(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, double>>(line) is not { } values || !(values[StepKey] is >= 0 and < 1e15))
                return null;
            return new StepReport((long)values[StepKey], values[EpochKey],
                [.. Measure.All.Where(measure => values.ContainsKey(measure.Key))
                    .Select(measure => new Term(measure, values[measure.Key]))], values[RateKey]);
        }
        catch (Exception torn) when (torn is JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>All terms for a line of a log or a terminal.</summary>
    /// <param name="lossDigits">Decimals of losses; other terms have two.</param>
    public string Describe(int lossDigits) => Describe(lossDigits, Enum.GetValues<Chart>());

    /// <summary>Some terms for a line of a log or a terminal.</summary>
    /// <param name="lossDigits">Decimals of losses; other terms have two.</param>
    /// <param name="charts">Those whose terms are wanted.</param>
    public string Describe(int lossDigits, params IEnumerable<Chart> charts) =>
        string.Join("  ", Terms.Where(term => charts.Contains(term.Measure.Chart)).Select(term =>
        $"{term.Measure.Symbol} "
        + term.Value.ToString(term.Measure.Chart == Chart.Losses ? $"F{lossDigits}" : "F2", CultureInfo.InvariantCulture)));
}
