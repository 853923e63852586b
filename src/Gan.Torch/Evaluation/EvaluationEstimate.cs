namespace Gan.Torch.Evaluation;

/// <summary>How far an evaluation is, and about how long it will take.</summary>
internal sealed class EvaluationEstimate(EvaluationPlan plan, EvaluationState state, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>Where it is now; null at the end.</summary>
    public RobustnessProgress? Now()
    {
        if (state.Next.Attack >= plan.Attacks.Count)
            return null;
        var seconds = time.GetElapsedTime(_started).TotalSeconds * Remaining() / double.Max(state.Work, 1);
        return new(plan.Attacks[state.Next.Attack].Name, state.RobustCount, state.Count, TimeSpan.FromSeconds(double.Ceiling(seconds)));
    }

    private double Remaining()
    {
        var (attack, run, batch) = state.Next;
        var now = plan.Attacks[attack];
        var rest = plan.Batches(state.Queue).Skip(batch).Sum(examples => examples.Length) * plan.Work(now)
            + (now.Runs(plan.Classes).Length - run - 1) * plan.Work(now) * state.RobustCount;
        return rest + plan.Attacks.Skip(attack + 1).Sum(later => later.Runs(plan.Classes).Length * plan.Work(later) * state.RobustCount);
    }
}
