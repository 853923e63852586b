using Gan.Host.Checkpoints;
using Gan.Host.Tensors;
using Gan.Math.Attacks;
using Gan.Math.CSharp;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>
/// Carries out <c>gan evaluate --defense-gan</c>: a classifier behind a defence that changes its images, without an attack, under one that
/// ignores the defence, and under one that goes through it (BPDA, and EOT as the defence is random).
/// </summary>
/// <param name="request">The classifier, the images and the budget.</param>
/// <param name="defence">Changes images; another time otherwise.</param>
/// <param name="draws">Over how many of its draws the defended classifier's answers and slopes are means.</param>
/// <param name="device">Where the classifier computes.</param>
/// <param name="output">Takes the table.</param>
/// <param name="errors">Takes progress.</param>
internal sealed class DefenceCommand(EvaluationRequest request, Func<TorchTensor, TorchTensor> defence, int draws, Device device, TextWriter output, TextWriter errors)
{
    private const int BatchSize = 50;
    private const int Steps = 20;
    private const string Note = "Defense-GAN is no defence: it hides gradients, and bpda goes through it";

    /// <summary>Runs it.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        request.Budget.RequireWithin(request.Weights.ImageShape);
        if (request.Json is not null)
            OutputFile.RequireWritable(request.Json);
        using var model = new AttackedModel(request.Weights, ScalarType.Float32, device);
        using var data = TestSet.Read(request.Data, dataRoot, request.Count, request.Weights);
        var (plain, defended) = ((IClassifier<TorchTensor>)model.Classifier, Defended.Average(draws, Defended.StraightThrough(defence, model.Classifier)));
        var attack = Attacks.Pgd(Steps, request.Budget.Ball);
        var plan = EvaluationPlan.Of(request.Budget.Ball, [new("bpda", attack)], request.Seed, device);
        var right = new int[5];
        foreach (var examples in Enumerable.Range(0, data.Count).Chunk(BatchSize))
        {
            if (stop.IsCancellationRequested)
            {
                errors.WriteLine("Stopped; nothing was kept.");
                return false;
            }
            using var scope = NewDisposeScope();
            var problem = AttackProblem.Create(plain, plan, data, examples, device);
            bool[] Right(IClassifier<TorchTensor> classifier, TorchTensor points)
            {
                var logits = TorchTensor.Elements(classifier.Judge(points)).Chunk(plan.Classes);
                return [.. logits.Zip(examples, (row, example) => Attacks.Predict(row) == data.Labels[example])];
            }
            var careless = Attacks.Start(Attacks.Named("fgsm", request.Budget.Ball)[0].Value, problem).Advance().Points;
            var behind = Right(defended, problem.Clean);
            using var workspace = new AttackWorkspace();
            var through = Attacks.Run(workspace, attack, Attacks.Runs(attack, plan.Classes)[0], AttackProblem.Create(defended, plan, data, examples, device));
            bool[][] found = [Right(plain, problem.Clean), behind, Right(plain, careless), Right(defended, careless), [.. behind.Zip(through.Succeeded, (was, fooled) => was && !fooled)]];
            for (var i = 0; i < right.Length; i++)
                right[i] += found[i].Count(each => each);
            errors.WriteLine($"{examples[^1] + 1} of {data.Count}: {right[4]} withstood bpda");
        }
        string[] names = ["clean", "clean, defended", "fgsm", "fgsm, defended", "bpda, defended"];
        var rows = names.Zip(right, (name, count) => AccuracyRow.Of(name, count, data.Count)).ToArray();
        var report = new EvaluationReport(request.Run, request.Step, request.Data, request.Budget.NormName, request.Budget.Radius, request.Count, request.Seed, device.ToString(), rows, null, null, Note);
        report.Write(output);
        if (request.Json is not null)
            OutputFile.Write(request.Json, path => File.WriteAllText(path, report.ToJson()));
        return true;
    }
}
