using Gan.Math.Attacks;
using Gan.Math.CSharp;
using Gan.Torch.Evaluation;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Host.Robustness;

/// <summary>
/// Carries out <c>gan evaluate --defense-gan</c>: a classifier behind a defence that changes its images, without an attack, under one that
/// ignores the defence, and under one that goes through it (BPDA, and EOT as the defence is random); last the images that
/// withstand all three.
/// </summary>
/// <param name="request">The classifier, the images and the budget.</param>
/// <param name="defence">Changes images; another time otherwise.</param>
/// <param name="draws">Over how many of its draws the defended classifier's answers and slopes are means.</param>
/// <param name="device">Where the classifier computes.</param>
/// <param name="output">Takes the table.</param>
/// <param name="errors">Takes progress.</param>
internal sealed class DefenceCommand(EvaluationRequest request, Func<TorchTensor, TorchTensor> defence, int draws, Device device,
    TextWriter output, TextWriter errors)
{
    private const int BatchSize = 50;
    private const int Steps = 20;
    private static readonly string[] Rows = ["clean", "clean, defended", "fgsm", "fgsm, defended", "bpda, defended", "worst, defended"];

    private const string Note = "Defense-GAN is no defence: it hides gradients, so that each attack here finds less than there is";

    /// <summary>Runs it.</summary>
    /// <returns>Whether it came to its end.</returns>
    public bool Run(string dataRoot, CancellationToken stop)
    {
        using var data = request.Open(dataRoot);
        errors.WriteLine($"data: {data.Found}");
        using var model = new AttackedModel(request.Weights, ScalarType.Float32, device, errors.WriteLine);
        var (plain, defended) = ((IClassifier<TorchTensor>)model.Classifier,
            Eot.Average(draws, Defences.StraightThrough(defence, model.Classifier)));
        var plan = request.Plan("fgsm", device);
        var right = new int[Rows.Length];
        try
        {
            foreach (var examples in Enumerable.Range(0, data.Count).Chunk(BatchSize))
            {
                stop.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var found = Judge(AttackProblem.Create(plain, plan, data, examples, device),
                    AttackProblem.Create(defended, plan, data, examples, device), plan);
                for (var i = 0; i < right.Length; i++)
                    right[i] += found[i].Count(each => each);
                errors.WriteLine($"{examples[^1] + 1} of {data.Count}: {right[^1]} withstood everything");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            errors.WriteLine("Stopped; nothing was kept.");
            return false;
        }
        request.Report(device, output, [.. Rows.Zip(right, (name, count) => AccuracyRow.Of(name, count, data.Count))], note: Note);
        return true;
    }

    // Of each row, which images are still classified right.
    private static bool[][] Judge(Problem<TorchTensor> open, Problem<TorchTensor> behind, EvaluationPlan plan)
    {
        static bool[] Left(Problem<TorchTensor> problem, TorchTensor points) =>
            Array.ConvertAll(Runner.Judge(problem, points).Succeeded, fooled => !fooled);
        var careless = plan.Attacks[0].Start(open).Advance().Points;
        bool[][] left = [Left(behind, behind.Clean), Left(behind, careless),
            Left(behind, Pgd.Maximise(Pgd.Options(Steps, behind.Ball), behind))];
        return [Left(open, open.Clean), left[0], Left(open, careless), left[1], left[2],
            [.. left[0].Select((_, i) => left.All(each => each[i]))]];
    }
}
