using Gan.Torch.Evaluation;

namespace Gan.Host.Robustness;

/// <summary>Says from time to time how far an evaluation is and about how long it will take.</summary>
internal sealed class AttackProgress(EvaluationPlan plan, EvaluationState state, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly EvaluationEstimate _estimate = new(plan, state, time);
    private long _shown = time.GetTimestamp();

    /// <summary>Writes a line if the last one is old.</summary>
    public void Show()
    {
        if (time.GetElapsedTime(_shown) < Pause || _estimate.Now() is not { } now)
            return;
        _shown = time.GetTimestamp();
        output.WriteLine($"{now.Attack}: {now.Robust} of {now.Count} robust; about {now.Left:g} more");
    }
}
