using Gan.Host.Runs;
using Gan.Torch.Evaluation;

namespace Gan.Host.Quality;

/// <summary>A request of <c>gan evaluate</c> for a GAN.</summary>
/// <param name="Subject">Run directory, or a file of samples.</param>
/// <param name="Data">Name of the data that the samples of a file imitate; null of a run.</param>
/// <param name="Count">Samples, training images and test images each.</param>
/// <param name="Seed">Of the samples.</param>
/// <param name="Json">File of the report, or null.</param>
/// <param name="Features">File or run of an extractor; null for the data set's own.</param>
/// <param name="Input">What a brought extractor takes.</param>
internal sealed record QualityRequest(string Subject, string? Data, int Count, ulong Seed, string? Json, string? Features,
    FeatureInput Input)
{
    /// <summary>Writes the report into the file, if there is one.</summary>
    public void Store(string report)
    {
        if (Json is not null)
            OutputFile.Write(Json, path => File.WriteAllText(path, report));
    }
}
