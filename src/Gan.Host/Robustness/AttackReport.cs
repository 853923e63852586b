using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gan.Host.Robustness;

/// <summary>The JSON of <c>gan attack</c>: accuracies in [0, 1], cumulative in the order run.</summary>
internal sealed record AttackReport(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("norm")] string Norm,
    [property: JsonPropertyName("eps")] double Eps,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("seed")] ulong Seed,
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("precision")] string Precision,
    [property: JsonPropertyName("clean_accuracy")] double CleanAccuracy,
    [property: JsonPropertyName("attacks")] IReadOnlyList<AttackStage> Attacks,
    [property: JsonPropertyName("robust_accuracy")] double RobustAccuracy,
    [property: JsonPropertyName("max_norm")] double MaxNorm,
    [property: JsonPropertyName("flags")] IReadOnlyList<string> Flags,
    [property: JsonPropertyName("robust_mask")] string RobustMask)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>As text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
