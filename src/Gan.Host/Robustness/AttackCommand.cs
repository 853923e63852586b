using System.Globalization;
using Gan.Host.Runs;
using Gan.Host.Telemetry;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>Carries out <c>gan attack</c>: evaluates, and reports as a table and as files.</summary>
internal sealed class AttackCommand(AttackRequest request, Device device, TextWriter output, TextWriter errors)
{
    private const int CurveParts = 5;

    /// <summary>Runs it; what an interruption leaves is taken up by the same command.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        request.Budget.RequireWithin(request.Weights.ImageShape);
        request.RequireOutputs();
        ResumableEvaluation.TellOfState(request.StateFile(0), request.Json ?? request.Save, errors);
        var beside = request.Beside.Select(path => (path, AttackReport.ReadWithCurve(path, request).Curve!)).ToArray();
        using var model = new AttackedModel(request.Weights, request.Precision, device, errors.WriteLine);
        using var data = request.Data.Read(dataRoot, request.Count, request.Weights);
        errors.WriteLine($"data: {data.Found}");
        var draws = Attack.Find(request.Attack).Draws;
        var attacked = draws == 1 ? model.Classifier : Eot.Average(draws, model.Classifier);
        var plan = Plan(request.Budget);
        var subject = $"{model.Hash()} {request.Weights.Architecture} {data.Hash()} {device} {request.Precision}";
        var evaluation = new ResumableEvaluation(plan, request.StateFile(0), subject, errors);
        if (evaluation.Run(attacked, data, device, stop) is not { } state)
            return false;
        var parts = new List<ResumableEvaluation> { evaluation };
        var curve = request.Curve is null ? null : Curve(attacked, data, subject, state, parts, stop);
        if (request.Curve is not null && curve is null)
            return false;
        var report = Write(plan, state, data, evaluation.Watched(model.Plain), curve);
        if (curve is not null)
            OutputFile.Write(request.Curve!, path => RobustnessCurve.Save([(request.Json ?? request.Curve!, curve), .. beside],
                request.Budget.NormName, request.Attack, path));
        parts.ForEach(part => part.Forget());
        AttackTable.Write(report, output);
        return true;
    }

    private EvaluationPlan Plan(Budget budget) =>
        EvaluationPlan.Of(budget.Ball, Attack.Find(request.Attack).Attacks(budget.Ball.Norm), request.Weights.Outputs, request.Seed,
            device);

    private AttackReport Write(EvaluationPlan plan, EvaluationState state, TestSet data, IClassifier<TorchTensor> judge,
        IReadOnlyList<CurvePoint>? curve)
    {
        using var scope = NewDisposeScope();
        using var found = RobustnessReport.Of(plan, state, data, judge, device);
        var report = AttackReport.Of(request, found, device.ToString(), curve, data.Found);
        if (request.Save is not null)
        {
            var labels = tensor(data.Labels.Select(label => (long)label).ToArray(), ScalarType.Int64);
            OutputFile.Write(request.Save, path => SafetensorsFile.Write(path,
                [("x", data.Images), ("x_adv", found.Adversarial), ("y", labels)]));
        }
        if (request.Picture is not null)
            OutputFile.Write(request.Picture, path => AdversarialPicture.Save(data.Images, found.Adversarial,
                [.. Enumerable.Range(0, data.Count).Where(i => state.Points[i] is not null)], path));
        if (request.Json is not null)
            OutputFile.Write(request.Json, path => File.WriteAllText(path, report.ToJson()));
        return report;
    }

    // The same attack on smaller balls; the whole one is done already, and none is what is classified correctly.
    private List<CurvePoint>? Curve(IClassifier<TorchTensor> attacked, TestSet data, string subject, EvaluationState whole,
        List<ResumableEvaluation> parts, CancellationToken stop)
    {
        var points = new List<CurvePoint> { new(0, whole.CleanAccuracy) };
        for (var part = 1; part < CurveParts && request.Budget.Radius > 0; part++)
        {
            var budget = request.Budget.Part((double)part / CurveParts);
            var plan = Plan(budget);
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"eps = {budget.Radius:0.####}:"));
            var evaluation = new ResumableEvaluation(plan, request.StateFile(part), subject, errors);
            if (evaluation.Run(attacked, data, device, stop) is not { } state)
                return null;
            parts.Add(evaluation);
            points.Add(new(budget.Radius, state.RobustAccuracy));
        }
        points.Add(new(request.Budget.Radius, whole.RobustAccuracy));
        return points;
    }
}
