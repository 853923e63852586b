using Gan.Torch.Evaluation;

namespace Gan.Host.Robustness;

/// <summary>Says from time to time how far an evaluation is and about how long it will take.</summary>
internal sealed class AttackProgress
{
    private readonly Pulse _pulse;

    /// <param name="plan">What the evaluation does.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="output">Takes a line now and then.</param>
    /// <param name="time">The clock.</param>
    public AttackProgress(EvaluationPlan plan, EvaluationState state, TextWriter output, TimeProvider time)
    {
        var estimate = new EvaluationEstimate(plan, state, time);
        _pulse = new(time, () => output.WriteLine(Describe(estimate.Now())));
    }

    /// <summary>Writes a line if the last one is old.</summary>
    public void Show() => _pulse.Beat();

    private static string Describe(RobustnessProgress now) => now.Attack switch
    {
        "clean" => $"clean: {now.Count} images are classified",
        "flags" => $"flags: {now.Robust} of {now.Count} robust; the result is checked",
        _ => $"{now.Attack}: {now.Robust} of {now.Count} robust" + (now.Left is { } left ? $"; about {left:g} more" : ""),
    };
}
