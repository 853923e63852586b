using Gan.Torch.Training;

namespace Gan.IntegrationTests.Support;

/// <summary>Measures of steps, by their keys.</summary>
internal static class Terms
{
    /// <summary>The value of one measure.</summary>
    public static double Of(this IReadOnlyList<Term> terms, Measure measure) => terms.Single(term => term.Measure == measure).Value;
}
