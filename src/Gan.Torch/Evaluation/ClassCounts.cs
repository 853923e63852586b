using System.Text.Json.Serialization;
using Gan.Math.Metrics;

namespace Gan.Torch.Evaluation;

/// <summary>Which classes samples are of, according to the extractor.</summary>
/// <param name="Counts">Samples of each class.</param>
/// <param name="ChiSquared">Pearson's statistic against equal shares.</param>
/// <param name="PValue">Probability of that much or more if the shares are equal.</param>
/// <param name="Asked">How many are of the class that was asked for; null where none was.</param>
internal sealed record ClassCounts(
    [property: JsonPropertyName("counts")] int[] Counts,
    [property: JsonPropertyName("chi_squared")] double ChiSquared,
    [property: JsonPropertyName("p_value")] double PValue,
    [property: JsonPropertyName("asked"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccuracyRow? Asked)
{
    /// <summary>Counts them.</summary>
    /// <param name="classes">Of each sample.</param>
    /// <param name="of">K, how many classes there are.</param>
    /// <param name="asked">Whether sample n was asked to be of class n modulo K.</param>
    public static ClassCounts Of(int[] classes, int of, bool asked)
    {
        var counts = new int[of];
        foreach (var one in classes)
            counts[one]++;
        var test = ClassScores.EvenTest(counts);
        return new(counts, test.ChiSquared, test.PValue,
            asked ? AccuracyRow.Of("asked class", classes.Where((one, n) => one == n % counts.Length).Count(), classes.Length) : null);
    }
}
