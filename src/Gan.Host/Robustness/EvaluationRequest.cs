using Gan.Host.Data;
using Gan.Host.Runs;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>A request of <c>gan evaluate</c> for a classifier.</summary>
/// <param name="Run">Run directory.</param>
/// <param name="Step">Step of its newest checkpoint.</param>
/// <param name="Weights">The checkpoint's.</param>
/// <param name="Data">Whose test images.</param>
/// <param name="Budget">How far they may be moved.</param>
/// <param name="Count">How many images.</param>
/// <param name="Seed">Of every draw.</param>
/// <param name="Json">File of the report, or null.</param>
/// <param name="Perturbation">What perturbs the images beside the attacks, or null; not owned.</param>
internal sealed record EvaluationRequest(string Run, long Step, ClassifierWeights Weights, TestImages Data, Budget Budget, int Count,
    ulong Seed, string? Json, IPerturbation? Perturbation = null)
{
    /// <summary>Where an interruption leaves how far an attack was; null if there is no plain file to keep it beside.</summary>
    public string? StateFile(string attack) => OutputFile.Plain(Json) is { } file ? $"{file}.{attack}.state" : null;

    /// <summary>Looks whether it can be carried out, and reads the images.</summary>
    /// <exception cref="GanError">The budget is too large, the report cannot be written, or the images cannot be read.</exception>
    public TestSet Open(string dataRoot)
    {
        Budget.RequireWithin(Weights.ImageShape);
        if (Json is not null)
            OutputFile.RequireWritable(Json);
        return Data.Read(dataRoot, Count, Weights);
    }

    /// <summary>An ensemble, or a single attack, within the budget.</summary>
    public EvaluationPlan Plan(string attack, Device device) =>
        EvaluationPlan.Of(Budget.Ball, Attack.Find(attack).Attacks(Budget.Ball.Norm), Weights.Outputs, Seed, device);

    /// <summary>Writes what was found into the file if there is one, and as a table.</summary>
    public void Report(Device device, TextWriter output, IReadOnlyList<AccuracyRow> rows, AccuracyRow? success =
        null, IReadOnlyList<string>? flags = null, string? note = null)
    {
        var report = new EvaluationReport(Run, Step, Data.Name, Budget.NormName, Budget.Radius, Count, Seed, device.ToString(), rows,
            success, flags, note);
        if (Json is not null)
            OutputFile.Write(Json, path => File.WriteAllText(path, report.ToJson()));
        report.Write(output);
    }
}
