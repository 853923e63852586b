using System.Text.Json.Serialization;
using Gan.Math.Metrics;

namespace Gan.Torch.Evaluation;

/// <summary>Correctly classified samples, with the 95 % interval of the accuracy on all samples like them.</summary>
/// <param name="Name">Under which attack; clean without one.</param>
/// <param name="Correct">How many.</param>
/// <param name="Accuracy">Their share, in [0, 1].</param>
/// <param name="Low">Lower end of Wilson's interval.</param>
/// <param name="High">Upper end.</param>
public sealed record AccuracyRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("correct")] int Correct,
    [property: JsonPropertyName("accuracy")] double Accuracy,
    [property: JsonPropertyName("low")] double Low,
    [property: JsonPropertyName("high")] double High)
{
    /// <summary>The row of so many correct ones of so many.</summary>
    public static AccuracyRow Of(string name, int correct, int count)
    {
        var (low, high) = Proportion.Interval(correct, count);
        return new AccuracyRow(name, correct, (double)correct / count, low, high);
    }
}
