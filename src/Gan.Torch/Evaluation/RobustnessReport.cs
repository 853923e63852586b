using Gan.Math.Attacks;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>The samples that withstood one attack after the other.</summary>
public sealed class RobustnessReport : IDisposable
{
    private RobustnessReport(EvaluationPlan plan, EvaluationState state, Tensor adversarial, double largest, IReadOnlyList<string> flags)
    {
        Clean = AccuracyRow.Of("clean", state.CleanCount, state.Count);
        Attacks = [.. plan.Attacks.Select((attack, i) => AccuracyRow.Of(attack.Name, state.Left[i], state.Count))];
        Seconds = [.. state.Seconds];
        Robust = AccuracyRow.Of("robust", state.RobustCount, state.Count);
        (Correct, Withstood) = ([.. state.Correct], [.. state.Robust]);
        (Adversarial, LargestPerturbation, Flags) = (adversarial, largest, flags);
        CheckedFlags = [.. SoundnessFlags.Checked(plan.Attacks.Select(attack => attack.Name))];
    }

    /// <summary>Accuracy without an attack.</summary>
    public AccuracyRow Clean { get; }

    /// <summary>The samples that each attack, in order, left correct of those that the ones before it had left.</summary>
    public IReadOnlyList<AccuracyRow> Attacks { get; }

    /// <summary>Time of each attack.</summary>
    public IReadOnlyList<double> Seconds { get; }

    /// <summary>The samples that withstood all attacks.</summary>
    public AccuracyRow Robust { get; }

    /// <summary>For each sample, true if it is classified correctly as it is.</summary>
    public IReadOnlyList<bool> Correct { get; }

    /// <summary>For each sample, true if it withstood all attacks.</summary>
    public IReadOnlyList<bool> Withstood { get; }

    /// <summary>The samples [N, ...], float32 on the CPU, adversarial where an attack succeeded; the report's own.</summary>
    public Tensor Adversarial { get; }

    /// <summary>The largest norm of a perturbation, in float64 from the points as they are.</summary>
    public double LargestPerturbation { get; }

    /// <summary>Reasons not to trust the result, by the names that docs/robustness-flags.md explains.</summary>
    public IReadOnlyList<string> Flags { get; }

    /// <summary>The flags that were looked for.</summary>
    public IReadOnlyList<string> CheckedFlags { get; }

    /// <summary>The report of an evaluation that is done, with signs that it cannot be trusted.</summary>
    internal static RobustnessReport Of(EvaluationPlan plan, EvaluationState state, TestSet data, IClassifier<TorchTensor> judge,
        Device device)
    {
        using var scope = NewDisposeScope();
        var adversarial = state.Adversarial(data.Images);
        var moved = adversarial.to(ScalarType.Float64) - data.Images.to(ScalarType.Float64);
        var distances = TorchTensor.Elements(NormModule.OfSamples(plan.Ball.Norm, new TorchTensor(moved)));
        var flags = SoundnessFlags.Find(plan, state, data, judge, device);
        return new(plan, state, adversarial.DetachFromDisposeScope(), distances.Max(), flags);
    }

    /// <inheritdoc/>
    public void Dispose() => Adversarial.Dispose();
}
