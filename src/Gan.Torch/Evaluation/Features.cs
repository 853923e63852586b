namespace Gan.Torch.Evaluation;

/// <summary>Features that an extractor makes of images.</summary>
/// <param name="Values">N rows of D features.</param>
/// <param name="Answers">N rows of K probabilities; null from an extractor that is no classifier.</param>
internal sealed record Features(double[][] Values, double[][]? Answers)
{
    /// <summary>The most likely class of each image.</summary>
    public int[]? Classes => Answers is null ? null : Array.ConvertAll(Answers, answer => Array.IndexOf(answer, answer.Max()));

    /// <summary>True if all features are numbers.</summary>
    public bool AreFinite => Array.TrueForAll(Values, row => Array.TrueForAll(row, double.IsFinite));

    /// <summary>Features of the first images.</summary>
    public Features First(int count) => new(Values[..count], Answers?[..count]);

    /// <summary>Features of several parts, one behind the other.</summary>
    public static Features Of(IReadOnlyList<Features> parts) =>
        new([.. parts.SelectMany(part => part.Values)], parts.All(part => part.Answers is not null)
            ? [.. parts.SelectMany(part => part.Answers!)] : null);
}
