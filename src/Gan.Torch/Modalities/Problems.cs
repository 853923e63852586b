namespace Gan.Torch.Modalities;

/// <summary>Lists of what is wrong with data, as lines of a message.</summary>
internal static class Problems
{
    private const int Listed = 1000;

    /// <summary>A line each, up to as many as anybody reads.</summary>
    public static string Lines(IReadOnlyCollection<string> problems) =>
        string.Concat(problems.Take(Listed).Select(problem => $"\n  {problem}"))
        + (problems.Count > Listed ? $"\n  and {problems.Count - Listed} more." : "");
}
