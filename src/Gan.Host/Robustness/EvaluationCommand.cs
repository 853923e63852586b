using Gan.Host.Runs;
using Gan.Math.Attacks;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>Carries out <c>gan evaluate</c>: accuracy without an attack, under simple ones, and in the worst case.</summary>
internal sealed class EvaluationCommand(EvaluationRequest request, Device device, TextWriter output, TextWriter errors)
{
    // The strongest comes last: it takes most of the time.
    private static readonly string[] Names = ["fgsm", "pgd", "standard"];

    /// <summary>Runs it; what an interruption leaves is taken up by the same command.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        var states = Names.Select(request.StateFile).ToArray();
        foreach (var state in states.OfType<string>())
            OutputFile.RequireWritable(state);
        using var data = request.Open(dataRoot);
        errors.WriteLine($"data: {data.Found}");
        ResumableEvaluation.TellOfState(states[0], request.Json, errors);
        using var model = new AttackedModel(request.Weights, ScalarType.Float32, device, errors.WriteLine);
        var subject = $"{model.Hash()} {request.Weights.Architecture} {data.Hash()} {device}";
        AccuracyRow? success = null;
        var (rows, flags, done) = (new List<AccuracyRow>(), Array.Empty<string>(), new List<ResumableEvaluation>());
        foreach (var (name, stateFile) in Names.Zip(states))
        {
            var plan = request.Plan(name, device);
            var evaluation = new ResumableEvaluation(plan, stateFile, subject, errors);
            if (evaluation.Run(model.Classifier, data, device, stop) is not { } state)
                return false;
            done.Add(evaluation);
            if (rows.Count == 0)
            {
                rows.Add(AccuracyRow.Of("clean", state.CleanCount, data.Count));
                if (request.Perturbation is { } perturbation)
                {
                    var withstood = Withstood(perturbation, plan, model.Classifier, data, state.Correct);
                    rows.Add(AccuracyRow.Of(perturbation.Name, withstood, data.Count));
                    success = state.CleanCount == 0 ? null : AccuracyRow.Of(perturbation.Name, state.CleanCount - withstood,
                        state.CleanCount);
                }
            }
            rows.Add(AccuracyRow.Of(name, state.RobustCount, data.Count));
            // Those of the last, which has most attacks to look at.
            flags = [.. SoundnessFlags.Find(plan, state, data, evaluation.Watched(model.Plain), device)];
        }
        request.Report(device, output, rows, success, flags);
        foreach (var evaluation in done)
            evaluation.Forget();
        return true;
    }

    // The same judge as for every attack: brought into the budget, measured, and looked at by the classifier.
    private int Withstood(IPerturbation perturbation, EvaluationPlan plan, AttackedClassifier classifier, TestSet data,
        IReadOnlyList<bool> correct)
    {
        var count = 0;
        foreach (var examples in plan.Batches([.. Enumerable.Range(0, data.Count).Where(i => correct[i])]))
        {
            using var scope = NewDisposeScope();
            var problem = AttackProblem.Create(classifier, plan, data, examples, device);
            var points = perturbation.Perturb(AttackProblem.Images(data, examples, CPU)).to(device);
            count += Runner.Judge(problem, new TorchTensor(points)).Succeeded.Count(succeeded => !succeeded);
        }
        return count;
    }
}
