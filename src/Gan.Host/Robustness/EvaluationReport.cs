using System.Text.Json;
using System.Text.Json.Serialization;
using Gan.Host.Telemetry;
using Gan.Torch.Evaluation;

namespace Gan.Host.Robustness;

/// <summary>The report of <c>gan evaluate</c> for a classifier; the success of a perturbation counts the recognised images that
/// it changed the answer to.</summary>
internal sealed record EvaluationReport(
    [property: JsonPropertyName("run")] string Run,
    [property: JsonPropertyName("step")] long Step,
    [property: JsonPropertyName("data")] string Data,
    [property: JsonPropertyName("norm")] string Norm,
    [property: JsonPropertyName("eps")] double Eps,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("seed")] ulong Seed,
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("rows")] IReadOnlyList<AccuracyRow> Rows,
    [property: JsonPropertyName("success"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccuracyRow? Success,
    [property: JsonPropertyName("flags"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Flags,
    [property: JsonPropertyName("note"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>As text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>As a table.</summary>
    public void Write(TextWriter output)
    {
        output.WriteInvariant($"{Run}, step {Step}: the first {Count} test images of {Data}; "
            + $"attacks in {Norm}, eps = {Eps}, seed {Seed}, on {Device}");
        var width = int.Max(10, Rows.Max(row => row.Name.Length));
        output.WriteInvariant($"  {"".PadRight(width)}{"correct",10}{"accuracy",12}   95 % interval");
        foreach (var row in Rows)
            output.WriteInvariant($"  {row.Name.PadRight(width)}{row.Correct,10}{100 * row.Accuracy,10:0.00} %"
                + $"   {100 * row.Low:0.00} % to {100 * row.High:0.00} %");
        if (Success is { } success)
            output.WriteInvariant($"  {success.Name} changed the answer to {success.Correct} of the {Rows[0].Correct} recognised images: "
                + $"{100 * success.Accuracy:0.00} % ({100 * success.Low:0.00} % to {100 * success.High:0.00} %)");
        if (Flags is { } flags)
            output.WriteLine(SoundnessFlags.Described(flags, SoundnessFlags.Names));
        if (Note is not null)
            output.WriteInvariant($"  {Note}");
    }
}
