using Gan.Host.Checkpoints;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>Carries out <c>gan evaluate</c>: accuracy without an attack, under simple ones, and in the worst case.</summary>
internal sealed class EvaluationCommand(EvaluationRequest request, Device device, TextWriter output, TextWriter errors)
{
    private const string Strongest = "standard";

    // The strongest comes last: it takes most of the time, and its state is what an interruption leaves.
    private static readonly string[] Attacks = ["fgsm", "pgd", Strongest];

    /// <summary>Runs it; what an interruption leaves of the strongest attack is taken up by the same command.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        request.Budget.RequireWithin(request.Weights.ImageShape);
        if (request.Json is not null)
            OutputFile.RequireWritable(request.Json);
        using var model = new AttackedModel(request.Weights, ScalarType.Float32, device);
        using var data = TestSet.Read(request.Data, dataRoot, request.Count, request.Weights);
        var rows = new List<AccuracyRow>();
        foreach (var name in Attacks)
        {
            var plan = EvaluationPlan.Create(request.Budget, name, request.Seed, device);
            var evaluation = new ResumableEvaluation(plan, name == Strongest && request.Json is not null ? request.Json + ".state" : null,
                $"{request.Weights.Hash()} {request.Weights.Architecture} {request.Data} {request.Count} {device}", errors);
            if (evaluation.Run(model.Classifier, data, device, stop) is not { } state)
                return false;
            if (rows.Count == 0)
                rows.Add(AccuracyRow.Of("clean", state.CleanCount, data.Count));
            rows.Add(AccuracyRow.Of(name, state.RobustCount, data.Count));
            if (name == Strongest)
                Report(rows, SoundnessFlags.Find(plan, state, data, model.Judge, device));
            evaluation.Forget();
        }
        return true;
    }

    private void Report(IReadOnlyList<AccuracyRow> rows, IReadOnlyList<string> flags)
    {
        var report = new EvaluationReport(request.Run, request.Step, request.Data, request.Budget.NormName, request.Budget.Radius, request.Count, request.Seed, device.ToString(), rows, flags);
        report.Write(output);
        if (request.Json is not null)
            OutputFile.Write(request.Json, path => File.WriteAllText(path, report.ToJson()));
    }
}
