using Gan.Host.Data;
using Gan.Host.Runs;
using Gan.Torch.Evaluation;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>A request of <c>gan attack</c>.</summary>
/// <param name="Weights">Of the classifier.</param>
/// <param name="Data">Test images.</param>
/// <param name="Budget">How far they may be moved.</param>
/// <param name="Attack">An ensemble's or an attack's name.</param>
/// <param name="Count">How many images.</param>
/// <param name="Seed">Of every draw.</param>
/// <param name="Precision">What the search computes in.</param>
/// <param name="Json">File of the report, or null.</param>
/// <param name="Save">File of the points, or null.</param>
/// <param name="Picture">File of the picture, or null.</param>
/// <param name="Curve">File of the curve, or null.</param>
/// <param name="Beside">Reports whose curves are drawn too.</param>
internal sealed record AttackRequest(ClassifierWeights Weights, TestImages Data, Budget Budget, string Attack, int Count, ulong Seed,
    ScalarType Precision, string? Json, string? Save, string? Picture, string? Curve, IReadOnlyList<string> Beside)
{
    /// <summary>Precisions that a search may compute in, by name; judged is in float32 always.</summary>
    public static IReadOnlyDictionary<string, ScalarType> Precisions { get; } =
        new Dictionary<string, ScalarType> { ["float32"] = ScalarType.Float32, ["bfloat16"] = ScalarType.BFloat16 };

    /// <summary>Name of the precision.</summary>
    public string PrecisionName => Precisions.Single(precision => precision.Value == Precision).Key;

    /// <summary>Where an interruption leaves how far it was, for the whole budget and for each smaller one.</summary>
    /// <param name="part">Number of the smaller budget; 0 for the whole one.</param>
    /// <returns>Null if there is no plain file to keep it beside.</returns>
    public string? StateFile(int part) => OutputFile.Plain(Json, Save) is { } file
        ? $"{file}.state{(part == 0 ? "" : $".{part}")}" : null;

    /// <summary>Refuses files that would overwrite each other, and those that cannot be written.</summary>
    public void RequireOutputs()
    {
        (string Option, string? Path)[] files = [("--model", Weights.Path), ("--json", Json), ("--save", Save), ("--picture", Picture),
            ("--curve", Curve)];
        if (files.Where(file => file.Path is not null && OutputFile.PlaceOf(file.Path) is not null)
            .GroupBy(file => OutputFile.PlaceOf(file.Path!)).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new GanError(ExitCode.Usage, $"{string.Join(" and ", same.Select(file => file.Option))} = {same.First().Path}: must "
                + $"be different files.");
        // Of the states, the one with the longest name.
        foreach (var path in files.Skip(1).Select(file => file.Path).Append(StateFile(Curve is null ? 0 : 1)).OfType<string>())
            OutputFile.RequireWritable(path);
    }
}
