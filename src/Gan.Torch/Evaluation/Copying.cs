using System.Text.Json.Serialization;
using Gan.Math.Metrics;

namespace Gan.Torch.Evaluation;

/// <summary>Distances of samples and of test images to the training images, in an extractor's features.</summary>
/// <param name="Score">Z of Meehan et al. 2020: far below 0 for copies.</param>
/// <param name="Samples">Median distance of a sample to its nearest training image.</param>
/// <param name="Test">That of a test image.</param>
internal sealed record Copying(
    [property: JsonPropertyName("score")] double Score, [property: JsonPropertyName("median_distance_samples")] double Samples,
        [property: JsonPropertyName("median_distance_test")] double Test)
{
    /// <summary>Compares the distances to the nearest training images.</summary>
    public static Copying Of(Features training, Features samples, Features test)
    {
        var (made, real) = (Nearest(training, samples), Nearest(training, test));
        return new(DataCopying.Score(real, made), Median(made), Median(real));
    }

    private static double[] Nearest(Features training, Features of) =>
        Array.ConvertAll(DataCopying.Nearest(training.Values, of.Values), found => found.Item1);

    private static double Median(double[] distances) => distances.Order().ElementAt(distances.Length / 2);
}
