using System.Text.Json;
using System.Text.Json.Serialization;
using Gan.Torch.Evaluation;
using Gan.Torch.Modalities;

namespace Gan.Host.Robustness;

/// <summary>The JSON of <c>gan attack</c>: accuracies in [0, 1], cumulative in the order run.</summary>
internal sealed record AttackReport(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("data")] string Data,
    [property: JsonPropertyName("attack")] string Attack,
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
    [property: JsonPropertyName("robust_mask")] string RobustMask,
    [property: JsonPropertyName("curve")] IReadOnlyList<CurvePoint>? Curve,
    [property: JsonPropertyName("data_found")] DataFound? Found = null)
{
    private static readonly JsonSerializerOptions Format =
        new() { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The report of a request that was carried out.</summary>
    /// <param name="request">The request.</param>
    /// <param name="found">What was found.</param>
    /// <param name="device">Where the attacks ran.</param>
    /// <param name="curve">The same on smaller budgets, if that was asked for.</param>
    /// <param name="data">What was found where the images lie.</param>
    public static AttackReport Of(AttackRequest request, RobustnessReport found, string device, IReadOnlyList<CurvePoint>? curve,
        DataFound? data) =>
        new(request.Weights.Path, request.Data.Name, request.Attack, request.Budget.NormName, request.Budget.Radius, request.Count,
            request.Seed,
            device, request.PrecisionName, found.Clean.Accuracy,
            [.. found.Attacks.Zip(found.Seconds, (attack, seconds) => new AttackStage(attack.Name, attack.Accuracy, seconds))],
            found.Robust.Accuracy, found.LargestPerturbation, found.Flags,
                string.Concat(found.Withstood.Select(robust => robust ? '1' : '0')), curve, data);

    /// <summary>As text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads a report whose curve can stand beside that of a request.</summary>
    /// <exception cref="GanError">It cannot be read, has no curve, or one of other images, another attack or another norm.</exception>
    public static AttackReport ReadWithCurve(string path, AttackRequest beside)
    {
        static string Subject(string data, int count, string attack, string norm) =>
            $"{attack}, {norm}, the first {count} test images of {data}";
        try
        {
            var report = JsonSerializer.Deserialize<AttackReport>(File.ReadAllText(path), Format);
            return report?.Curve is null ? throw new GanError(ExitCode.Unreadable,
                $"Cannot read {path}: it holds no curve. Make one with gan attack --json {path} --curve FILE.png.")
                : (report.Data, report.Count, report.Attack, report.Norm) == (beside.Data.Name, beside.Count, beside.Attack,
                    beside.Budget.NormName) ? report
                : throw new GanError(ExitCode.Usage, $"--beside = {path}: its curve is one of "
                    + $"{Subject(report.Data, report.Count, report.Attack, report.Norm)}, and this one of "
                    + $"{Subject(beside.Data.Name, beside.Count, beside.Attack, beside.Budget.NormName)}.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new GanError(ExitCode.Unreadable, $"Cannot read {path} as a report of gan attack: {cause.Message.TrimEnd('.')}.", cause);
        }
    }
}
