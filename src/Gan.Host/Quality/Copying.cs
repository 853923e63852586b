using System.Text.Json.Serialization;
using Gan.Math.CSharp;

namespace Gan.Host.Quality;

/// <summary>Whether samples lie nearer to the training images than test images do, in an extractor's features.</summary>
/// <param name="Score">Z of Meehan et al. 2020: far below 0 for copies.</param>
/// <param name="Samples">Median distance of a sample to its nearest training image.</param>
/// <param name="Test">That of a test image.</param>
internal sealed record Copying(
    [property: JsonPropertyName("score")] double Score, [property: JsonPropertyName("median_distance_samples")] double Samples, [property: JsonPropertyName("median_distance_test")] double Test)
{
    /// <summary>Compares the distances to the nearest training images.</summary>
    public static Copying Of(Features training, Features samples, Features test)
    {
        var (made, real) = (SampleQuality.Nearest(training.Values, samples.Values), SampleQuality.Nearest(training.Values, test.Values));
        return new(SampleQuality.Copying(real, made), Median(made), Median(real));
    }

    private static double Median(double[] distances) => distances.Order().ElementAt(distances.Length / 2);
}
