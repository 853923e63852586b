using System.Text.Json.Serialization;
using Gan.Math.CSharp;
using Gan.Math.Metrics;
using Gan.Torch.Tensors;

namespace Gan.Torch.Evaluation;

/// <summary>How far a set of images is from the test images, in an extractor's features.</summary>
internal sealed record SampleScores(
    [property: JsonPropertyName("frechet_distance")] double FrechetDistance,
    [property: JsonPropertyName("frechet_residual")] double FrechetResidual,
    [property: JsonPropertyName("kernel_distance")] double KernelDistance,
    [property: JsonPropertyName("precision")] double Precision,
    [property: JsonPropertyName("recall")] double Recall,
    [property: JsonPropertyName("density")] double Density,
    [property: JsonPropertyName("coverage")] double Coverage,
    [property: JsonPropertyName("inception_score"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? InceptionScore)
{
    /// <summary>k of precision, recall, density and coverage.</summary>
    public const int Neighbours = 5;

    /// <summary>Compares images with test images.</summary>
    public static SampleScores Of(Features images, Features test)
    {
        var frechet = Distances.Frechet(Eigen.Symmetric, MomentsModule.OfSamples(images.Values), MomentsModule.OfSamples(test.Values));
        var fidelity = PrecisionRecall.Between(Neighbours, test.Values, images.Values);
        return new(frechet.Distance, frechet.Residual, Gan.Math.Metrics.KernelDistance.Between(images.Values, test.Values),
            fidelity.Precision, fidelity.Recall, fidelity.Density, fidelity.Coverage,
            images.Answers is null ? null : ClassScores.InceptionScore(images.Answers));
    }
}
